import type { Clock, Millis } from "@bayplan/shared";

export interface Progress {
  /** Tells for the last time. */
  end(): void;
}

/** On a terminal one line is written over and over; elsewhere one comes now and then. */
const ON_TERMINAL: Millis = 500;
const ELSEWHERE: Millis = 30_000;

/** Tells on standard error how far a recording is. */
export function showProgress({
  clock,
  out,
  lines,
  bytes,
}: {
  clock: Clock;
  out: string;
  lines(): number;
  bytes(): number;
}): Progress {
  const began = clock.now();
  const terminal = process.stderr.isTTY;
  const line = (): string =>
    `${out}: ${lines().toLocaleString("en")} observations, ${(bytes() / 1024 / 1024).toFixed(1)} MiB, ${duration(clock.now() - began)}`;
  const tell = (): void => void process.stderr.write(terminal ? `\r\u001B[K${line()}` : `${line()}\n`);
  const repeat = (): (() => void) =>
    clock.after(terminal ? ON_TERMINAL : ELSEWHERE, () => {
      tell();
      cancel = repeat();
    });
  let cancel = repeat();
  tell();
  return {
    end() {
      cancel();
      tell();
      if (terminal) process.stderr.write("\n");
    },
  };
}

const two = (count: number): string => String(count).padStart(2, "0");

function duration(millis: Millis): string {
  const seconds = Math.floor(millis / 1000);
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
