import type { Clock } from "@bayplan/shared";
import { pause } from "../pace/pause.ts";
import type { ClockReading } from "./router.ts";

/** How often it is looked whether the clock was set, in real milliseconds. */
const LOOK = 500;
/** A page's own clock drifts: it is told at least this often, in real milliseconds. */
const REPEAT = 30_000;
/** Less than this is nobody's jump, in milliseconds. */
const TOLERANCE = 250;

/** Tells what the server's clock says: at once, when it was set or its rate changed, and now and then. */
export async function* watchClock(
  clock: Clock,
  rate: () => number,
  signal: AbortSignal,
): AsyncGenerator<ClockReading, void, undefined> {
  let told: (ClockReading & { real: number }) | null = null;
  while (!signal.aborted) {
    const reading = { at: clock.now(), rate: rate(), real: performance.now() };
    const passed = told ? reading.real - told.real : Number.POSITIVE_INFINITY;
    const expected = told ? told.at + passed * told.rate : Number.NaN;
    const jumped = told !== null && Math.abs(reading.at - expected) > TOLERANCE * Math.max(1, told.rate);
    if (!told || jumped || reading.rate !== told.rate || passed > REPEAT) {
      told = reading;
      yield { at: reading.at, rate: reading.rate };
    }
    await pause(LOOK, signal);
  }
}
