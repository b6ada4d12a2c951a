import type { Page } from "playwright-core";

/** One frame of the page's main thread, from its beginning to that of the next one, in milliseconds. */
export interface Frame {
  /** CPU time of all the thread's tasks: what other processes of the machine take meanwhile is not in it. */
  work: number;
  /** The same by the clock on the wall. */
  elapsed: number;
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds, as all of these. */
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string; data?: { frames?: { url: string; processId: number }[] } };
}

/** Few: where none is named that is on by default, all of those are, and hundreds of events a frame have their price. */
const CATEGORIES = ["toplevel", "disabled-by-default-devtools.timeline.frame"];
const TASK = "ThreadControllerImpl::RunTask";
const FRAME = "BeginMainThreadFrame";
const PER_MILLI = 1000;

/** Traces what the page does meanwhile, and tells its frames. Throws where the trace has none. */
export async function traceFrames(page: Page, act: () => Promise<void>): Promise<Frame[]> {
  const browser = page.context().browser();
  if (!browser) throw new Error("The page has no browser of its own.");
  await browser.startTracing(page, { categories: CATEGORIES });
  await act();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  return framesOf(trace.traceEvents, page.url());
}

function framesOf(events: readonly TraceEvent[], url: string): Frame[] {
  const isMain = mainThreadOf(events, url);
  const own = events.filter(isMain).toSorted((a, b) => a.ts - b.ts);
  const begins = own.filter(({ name, ph }) => name === FRAME && ph !== "E").map(({ ts }) => ts);
  const tasks = own.filter(({ name, ph }) => name === TASK && ph === "X");
  if (begins.length < 2 || tasks.length === 0)
    throw new Error(
      `The trace has ${begins.length} frames and ${tasks.length} tasks of ${url}: look at traceFrames.ts.`,
    );
  const frames = begins.slice(0, -1).map((): Frame => ({ work: 0, elapsed: 0 }));
  let index = 0;
  for (const { ts, dur = 0, tdur = dur } of tasks) {
    // A frame begins inside of its task, which is the first of that frame.
    const until = ts + dur;
    while ((begins[index + 1] ?? Infinity) <= until) index += 1;
    const frame = frames[index];
    if (!frame || until < (begins[0] ?? 0)) continue;
    frame.work += tdur / PER_MILLI;
    frame.elapsed += dur / PER_MILLI;
  }
  return frames;
}

/** The renderer that did most is the page's: there is one page. */
function mainThreadOf(events: readonly TraceEvent[], url: string): (event: TraceEvent) => boolean {
  const mains = events.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain");
  const tasksOf = ({ pid, tid }: TraceEvent): number =>
    events.reduce((sum, one) => (one.pid === pid && one.tid === tid && one.name === FRAME ? sum + 1 : sum), 0);
  const [main] = mains.toSorted((a, b) => tasksOf(b) - tasksOf(a));
  if (!main) throw new Error(`The trace has no main thread of ${url}.`);
  return ({ pid, tid }) => pid === main.pid && tid === main.tid;
}
