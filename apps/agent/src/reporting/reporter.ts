import { fromMillis, type Clock, type Millis } from "@bayplan/shared";
import { MAX_REPORT_BYTES, REPORT_VERSION, type Acknowledgement, type Report } from "@bayplan/shared/report";
import { backOff } from "../calls/backOff.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Log } from "../options.ts";
import { createOutbox, MOST_TRANSITIONS } from "./outbox.ts";
import { ReportRefused, type ReportLink } from "./reportLink.ts";

/** Changes of one moment go together. */
const COALESCE: Millis = 100;
/** A report goes at least this often, so that the aggregator knows when each call last answered. */
const HEARTBEAT: Millis = 10_000;
const RETRY = { first: 500, most: 30_000 };
/** After a refusal that only another release, another right or another agent's end can change. */
const REFUSED_PAUSE: Millis = 60_000;
const SEND_DEADLINE: Millis = 15_000;
/** In characters of JSON: far below the bound, for what is built to be sent at once is memory of a node's. */
const PART_LENGTH = Math.min(256 * 1024, MAX_REPORT_BYTES / 4);
const MOST_RESENDS = 5;
const SMALLEST_PART = 16 * 1024;

export interface Reporter {
  /** Sends the first report, and from then on what changes. */
  start(): void;
  /** Resolves when all is told and acknowledged; rejects with the first failure. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

export interface ReporterOptions {
  link: ReportLink;
  ledger: Ledger;
  node: string;
  instance: string;
  agentVersion: string;
  clock: Clock;
  log: Log;
  random: () => number;
}

/** Keeps one aggregator told: one report under way at a time, in order, each sent again until it is acknowledged. */
export function createReporter({
  link,
  ledger,
  node,
  instance,
  agentVersion,
  clock,
  log,
  random,
}: ReporterOptions): Reporter {
  const outbox = createOutbox({
    ledger,
    onNews: () => wake(COALESCE),
    onDropped(count) {
      dropped[failures > 0 ? "away" : "atOnce"] += count;
    },
  });
  const stopping = new AbortController();
  const name = link.name ?? "the aggregator";
  let started = false;
  let sequence = 0;
  let aggregator: string | null = null;
  let partLength = PART_LENGTH;
  /** Sent and not acknowledged: it may have arrived, so the same goes again under the same number. */
  let pending: Report | null = null;
  let sending: Promise<void> | null = null;
  let failures = 0;
  let retryIn: Millis = 0;
  /** How often in a row everything was asked for: an aggregator that never has enough is not to be flooded. */
  let resends = 0;
  let trouble = "";
  let timer: { due: Millis; cancel: () => void } | null = null;
  /** Transitions that went untold, by why. */
  const dropped = { away: 0, atOnce: 0 };

  const wake = (delay: Millis): void => {
    const due = clock.now() + delay;
    // While it fails, only its own back-off decides when to try again.
    if (
      !started ||
      stopping.signal.aborted ||
      sending ||
      ((failures > 0 || resends > 0) && timer) ||
      (timer && timer.due <= due)
    )
      return;
    timer?.cancel();
    timer = {
      due,
      cancel: clock.after(delay, () => {
        timer = null;
        void send().catch(() => {});
      }),
    };
  };

  const compose = (): Report => {
    sequence += 1;
    const contents = outbox.take(partLength, sequence);
    sayDropped("away", `${name} took no reports meanwhile, and ${MOST_TRANSITIONS} are kept for it`);
    sayDropped("atOnce", `more than ${MOST_TRANSITIONS}, as many as are kept, came before ${name} had taken them`);
    return {
      version: REPORT_VERSION,
      node,
      instance,
      sequence,
      at: fromMillis(clock.now()),
      agentVersion,
      ...contents,
    };
  };

  const sayDropped = (why: keyof typeof dropped, words: string): void => {
    const count = dropped[why];
    dropped[why] = 0;
    if (count > 0) log.warn({ aggregator: name, dropped: count }, `${count} changes of state were dropped: ${words}.`);
  };

  const startOver = (): void => {
    pending = null;
    outbox.reset();
  };

  const accept = (report: Report, acknowledgement: Acknowledgement): void => {
    const another = aggregator !== null && aggregator !== acknowledgement.aggregator;
    aggregator = acknowledgement.aggregator;
    pending = null;
    if (trouble !== "") log.info({ aggregator: name }, `${name} takes reports again`);
    failures = 0;
    trouble = "";
    // Each aggregator counts its own reports: another's word is about others than these.
    if (!another) outbox.stored(acknowledgement.stored);
    if (acknowledgement.resend || (another && !report.full) || acknowledgement.sequence < report.sequence) {
      startOver();
      resends += 1;
      retryIn = resends === 1 ? 0 : backOff(resends, { ...RETRY, random });
      return;
    }
    if (report.complete) resends = 0;
  };

  const reject = (error: unknown): Millis => {
    failures += 1;
    if (error instanceof ReportRefused) {
      startOver();
      if (error.reason === "tooLarge" && partLength > SMALLEST_PART) {
        partLength /= 2;
        return 0;
      }
      say("error", `${name} refuses the reports: ${error.message}`);
      return REFUSED_PAUSE * (0.9 + 0.2 * random());
    }
    say(
      "warn",
      `${name} cannot be reached: ${error instanceof Error ? error.message : String(error)}. What changes is kept and sent when it is back.`,
    );
    return backOff(failures, { ...RETRY, random });
  };

  const say = (level: "warn" | "error", message: string): void => {
    if (message !== trouble) log[level]({ aggregator: name }, message);
    trouble = message;
  };

  const attempt = async (): Promise<void> => {
    timer?.cancel();
    timer = null;
    pending ??= compose();
    const report = pending;
    const deadline = new AbortController();
    const overdue = setTimeout(
      () => deadline.abort(new Error(`no answer within ${SEND_DEADLINE / 1000} s`)),
      SEND_DEADLINE,
    );
    const stop = () => deadline.abort(new Error("the agent stops"));
    stopping.signal.addEventListener("abort", stop);
    try {
      accept(report, await link.send(report, deadline.signal));
    } catch (error) {
      if (!stopping.signal.aborted) retryIn = reject(deadline.signal.aborted ? deadline.signal.reason : error);
      throw error;
    } finally {
      clearTimeout(overdue);
      stopping.signal.removeEventListener("abort", stop);
    }
  };

  const isOwing = (): boolean => pending !== null || sending !== null || outbox.hasAnything();

  const send = (): Promise<void> => {
    sending ??= attempt().finally(() => {
      sending = null;
      wake(failures > 0 || resends > 0 ? retryIn : outbox.hasNews() ? COALESCE : HEARTBEAT);
    });
    return sending;
  };

  return {
    start() {
      started = true;
      wake(0);
    },
    async flush() {
      while (isOwing()) {
        if (resends > MOST_RESENDS) throw new Error(`${name} asks for everything again and again.`);
        await send();
      }
    },
    async stop() {
      stopping.abort();
      timer?.cancel();
      outbox.close();
      await sending?.catch(() => {});
      link.close?.();
    },
  };
}
