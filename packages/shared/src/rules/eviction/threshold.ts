import type { KubeletConfig } from "../../model/kubelet.ts";
import { parseDuration } from "../duration.ts";
import { listSetting, textSettings } from "../kubeletSetting.ts";
import { parseQuantity, toNumber } from "../quantity.ts";
import type { FileSystemLayout } from "./fileSystems.ts";
import { isSignal, type Signal } from "./signal.ts";

/** A fixed amount in bytes, inodes or process ids, or a share (0 to 1) of the capacity that is observed. */
export type ThresholdValue = { amount: number } | { share: number };

export interface EvictionThreshold {
  signal: Signal;
  kind: "hard" | "soft";
  value: ThresholdValue;
  /** As the configuration has it: `100Mi`, `10%`. */
  text: string;
  /** How long it must be met before pods go; 0 for a hard one. */
  gracePeriodSeconds: number;
  /** How much more than the threshold must be free before it counts as cleared. */
  minimumReclaim: ThresholdValue | null;
}

/** `known: false`: `/configz` may not be read, and the defaults would be a guess. */
export interface EvictionThresholds {
  known: boolean;
  thresholds: EvictionThreshold[];
  /** Settings that do not parse, by name; a kubelet does not start with any of them. */
  errors: string[];
}

/** `mergeDefaultEvictionSettings` fills these in; without it one setting drops all others. Linux's, of every version. */
const DEFAULT_HARD: Readonly<Record<string, string>> = {
  "memory.available": "100Mi",
  "nodefs.available": "10%",
  "nodefs.inodesFree": "5%",
  "imagefs.available": "15%",
};

/**
 * The thresholds that a kubelet's configuration sets, after `pkg/kubelet/eviction/helpers.go` (`ParseThresholdConfig`).
 * `/configz` shows the defaults filled in, so that a kubelet without `evictionHard` there is one with an empty set.
 * Those of containerfs are no setting: `withContainerFs` copies them.
 */
export function evictionThresholds(config: KubeletConfig | undefined): EvictionThresholds {
  if (config === undefined) return { known: false, thresholds: [], errors: [] };
  const errors: string[] = [];
  const attempt = <T>(name: string, parse: () => T): T | null => {
    try {
      return parse();
    } catch (error) {
      errors.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  };

  const setHard = textSettings(config, "evictionHard");
  const hard = config.config["mergeDefaultEvictionSettings"] === true ? { ...DEFAULT_HARD, ...setHard } : setHard;
  const graces = textSettings(config, "evictionSoftGracePeriod");
  const reclaims = textSettings(config, "evictionMinimumReclaim");
  const thresholds: EvictionThreshold[] = [];
  for (const [kind, setting, name] of [
    ["hard", hard, "evictionHard"],
    ["soft", textSettings(config, "evictionSoft"), "evictionSoft"],
  ] as const) {
    for (const [signal, text] of Object.entries(setting)) {
      const parsed = attempt(`${name} ${signal}`, () => parseThreshold(signal, text));
      if (parsed === null) continue;
      const gracePeriodSeconds =
        kind === "hard" ? 0 : attempt(`evictionSoftGracePeriod ${signal}`, () => parseGrace(graces[signal]));
      if (gracePeriodSeconds === null) continue;
      const reclaim = reclaims[signal];
      const minimumReclaim =
        reclaim === undefined ? null : attempt(`evictionMinimumReclaim ${signal}`, () => parseReclaim(reclaim));
      // A soft threshold without grace acts at once: to the kubelet it is a hard one.
      thresholds.push({
        ...parsed,
        kind: gracePeriodSeconds === 0 ? "hard" : kind,
        text,
        gracePeriodSeconds,
        minimumReclaim,
      });
    }
  }
  const memory = thresholds.find((threshold) => threshold.signal === "memory.available" && threshold.kind === "hard");
  if (memory !== undefined && listSetting(config, "enforceNodeAllocatable").includes("pods")) {
    thresholds.push({ ...memory, signal: "allocatableMemory.available" });
  }
  return { known: true, thresholds, errors };
}

/**
 * Thresholds for containerfs are those of the file system that it lies on, whatever is configured for it
 * (`UpdateContainerFsThresholds`): imagefs where that is dedicated and holds both, else nodefs.
 */
export function withContainerFs(
  thresholds: readonly EvictionThreshold[],
  layout: FileSystemLayout,
): EvictionThreshold[] {
  const source = layout === "dedicated" ? "imagefs" : "nodefs";
  const own = thresholds.filter((threshold) => !threshold.signal.startsWith("containerfs."));
  const copies = own.flatMap((threshold): EvictionThreshold[] =>
    threshold.signal === `${source}.available`
      ? [{ ...threshold, signal: "containerfs.available" }]
      : threshold.signal === `${source}.inodesFree`
        ? [{ ...threshold, signal: "containerfs.inodesFree" }]
        : [],
  );
  return [...own, ...copies];
}

/** A threshold's or reclaim's amount where this much is there; a share is cut to whole units in 32-bit precision, as the kubelet cuts it. */
export const amountOf = (value: ThresholdValue, capacity: number): number =>
  "amount" in value ? value.amount : Math.trunc(capacity * value.share);

/** Null: 0 % and 100 % switch a threshold off. */
function parseThreshold(signal: string, text: string): { signal: Signal; value: ThresholdValue } | null {
  if (!isSignal(signal)) throw new Error("is no eviction signal");
  if (text === "0%" || text === "100%") return null;
  const value = parseValue(text);
  if ("share" in value ? value.share < 0 || value.share > 1 : value.amount <= 0)
    throw new Error(`"${text}" is out of range`);
  return { signal, value };
}

function parseGrace(text: string | undefined): number {
  if (text === undefined) throw new Error("is missing, and a soft threshold needs one");
  const seconds = parseDuration(text);
  if (seconds < 0) throw new Error(`"${text}" is negative`);
  return seconds;
}

function parseReclaim(text: string): ThresholdValue {
  const value = parseValue(text);
  if ("share" in value ? value.share <= 0 : value.amount < 0) throw new Error(`"${text}" is out of range`);
  return value;
}

function parseValue(text: string): ThresholdValue {
  if (!text.endsWith("%")) return { amount: toNumber(parseQuantity(text)) };
  const percent = text.slice(0, -1);
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(percent)) throw new Error(`"${text}" is no percentage`);
  return { share: Math.fround(Math.fround(Number(percent)) / 100) };
}
