import type { NetworkInterface } from "../../model/stats.ts";
import { toMillis, type Time } from "../../model/time.ts";

/** The interfaces of a node or a pod, as they were counted at a moment. */
export interface TrafficSample {
  at: Time;
  interfaces: readonly NetworkInterface[];
}

/**
 * The later sample with what each interface received and sent a second since the earlier one, in whole bytes. Without a
 * rate is an interface that is new, and one with a counter that went back: it began anew, and nobody knows when. The
 * same sample once more keeps its rates.
 */
export function withRates(before: TrafficSample | undefined, after: TrafficSample): NetworkInterface[] {
  const earlier = new Map(before?.interfaces.map((one) => [one.name, one]));
  const seconds = before === undefined ? 0 : (toMillis(after.at) - toMillis(before.at)) / 1000;
  return after.interfaces.map((now) => {
    const then = earlier.get(now.name);
    if (then === undefined || beganAnew(then, now)) return now;
    if (seconds === 0) return { ...now, ...ratesOf(then) };
    return seconds < 0
      ? now
      : {
          ...now,
          ...rate("rxRate", then.rxBytes, now.rxBytes, seconds),
          ...rate("txRate", then.txBytes, now.txBytes, seconds),
        };
  });
}

const COUNTERS = ["rxBytes", "txBytes", "rxErrors", "txErrors"] as const;

const beganAnew = (then: NetworkInterface, now: NetworkInterface): boolean =>
  COUNTERS.some((name) => BigInt(now[name] ?? 0) < BigInt((now[name] === undefined ? undefined : then[name]) ?? 0));

const rate = (
  name: "rxRate" | "txRate",
  then: string | undefined,
  now: string | undefined,
  seconds: number,
): Partial<NetworkInterface> =>
  then === undefined || now === undefined ? {} : { [name]: Math.round(Number(BigInt(now) - BigInt(then)) / seconds) };

const ratesOf = ({ rxRate, txRate }: NetworkInterface): Partial<NetworkInterface> => ({
  ...(rxRate !== undefined && { rxRate }),
  ...(txRate !== undefined && { txRate }),
});
