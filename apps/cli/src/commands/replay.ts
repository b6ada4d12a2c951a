import { basename } from "node:path";
import { fromMillis, type Millis } from "@bayplan/shared";
import { openTape, passedOver, type Tape } from "@bayplan/simulator/replay";
import { createLog } from "../log.ts";
import { machineClock } from "../machineClock.ts";
import type { AddressOptions } from "../options.ts";
import { playTape } from "../replay/playTape.ts";
import { untilStopped } from "../untilStopped.ts";

interface ReplayOptions extends AddressOptions {
  until?: Millis;
  speed: number;
  logLevel: string;
}

/** Serves a recording: at one moment of it, or from its beginning on as time goes by. */
export async function replay(file: string, options: ReplayOptions): Promise<void> {
  const tape = await openTape(file);
  if (tape.cut !== null) {
    process.stderr.write(
      `bayplan: ${file} was cut short: its last line, ${tape.cut}, is not whole and is left out; all before it is served.\n`,
    );
  }
  const unserved = passedOver([...tape.calls.values()].flatMap((calls) => Array.from(calls)));
  if (unserved.length > 0) {
    process.stderr.write(
      `bayplan: ${file} has what is not replayed, ${unserved.join(", ")}; all else is served. A newer Bayplan may replay it.\n`,
    );
  }
  const played = await playTape({
    ...options,
    tape,
    name: basename(file),
    at: momentOf(file, tape, options.until),
    machine: machineClock,
    log: createLog(options.logLevel),
  });
  const { player } = played;
  player.follow(() => {
    const { fault } = player.state();
    if (fault !== null) process.stderr.write(`bayplan: ${fault}\n`);
  });
  const stopped = untilStopped();
  process.stdout.write(`Bayplan is at ${played.url}\n`);
  if (options.until === undefined) {
    player.setSpeed(options.speed);
    player.play();
  }
  await stopped;
  await played.stop();
}

/** Where to go first: the moment asked for, the last where that lies after it, or the end of what opens the recording. */
function momentOf(file: string, tape: Tape, until: Millis | undefined): Millis {
  if (until === undefined) return tape.opening;
  if (until < tape.start)
    throw new Error(
      `${file} begins at ${fromMillis(tape.start)}, after ${fromMillis(until)}: name a moment from then to ${fromMillis(tape.end)} with --until.`,
    );
  return Math.min(until, tape.end);
}
