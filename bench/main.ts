import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { agent } from "./benchmarks/agent.ts";
import { change } from "./benchmarks/change.ts";
import { firstPicture } from "./benchmarks/firstPicture.ts";
import { fleet } from "./benchmarks/fleet.ts";
import { frames } from "./benchmarks/frames.ts";
import { heap } from "./benchmarks/heap.ts";
import { page } from "./benchmarks/page.ts";
import { rules } from "./benchmarks/rules.ts";
import { demo, replay } from "./benchmarks/start.ts";
import { wire } from "./benchmarks/wire.ts";
import { figureTable, type Figure } from "./figure.ts";
import { yardstick } from "./yardstick.ts";

interface Options {
  /** How long the heap of the pages is watched. */
  minutes: number;
}

interface Benchmark {
  run(options: Options): Promise<Figure[]>;
  tells: string;
}

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  page: { run: page, tells: "JavaScript before the first chart" },
  rules: { run: rules, tells: "what follows from one full node, and from one change" },
  demo: { run: demo, tells: "the demo, from the command to the page" },
  replay: { run: replay, tells: "a recording, gone through to its end" },
  change: { run: change, tells: "a change in the runtime, until a browser shows it" },
  picture: { run: firstPicture, tells: "the page, from the server's answer to the first useful picture" },
  wire: { run: wire, tells: "what a page of 5,000 nodes receives" },
  frames: { run: frames, tells: "main thread's work a frame, scrolling 5,000 nodes and 500 pods in Chromium" },
  heap: { run: heap, tells: "the page's memory while changes go on" },
  agent: { run: agent, tells: "the agent of a full node" },
  fleet: { run: fleet, tells: "the aggregator of 200 nodes" },
};

const MINUTES = "2";

const usage = `node bench/main.ts [--minutes N] [NAME …]

Measures all of these, or those named, each beside its target. The page and the command must be built first.

${Object.entries(BENCHMARKS)
  .map(([name, { tells }]) => `  ${name.padEnd(9)}${tells}`)
  .join("\n")}

  --minutes N  how long heap watches the pages (${MINUTES})
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: "string", default: MINUTES }, help: { type: "boolean", default: false } },
});
const options: Options = { minutes: Number(values.minutes) };
const unknown = positionals.filter((name) => !(name in BENCHMARKS));
if (values.help) {
  process.stdout.write(usage);
  process.exit();
}
if (unknown.length > 0 || !(options.minutes > 0)) {
  process.stderr.write(unknown.length > 0 ? `There is no benchmark ${unknown.join(", ")}.\n\n${usage}` : usage);
  process.exit(2);
}
/** Above this the processes that are measured wait for others, and calls of the simulated nodes are overdue. */
const BUSY = 1.5;

const figures: Figure[] = [];
const speeds = [yardstick()];
let busiest = 0;
for (const [name, { run }] of Object.entries(BENCHMARKS)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  figures.push(...(await run(options)));
  speeds.push(yardstick());
  busiest = Math.max(busiest, (loadavg()[0] ?? 0) / availableParallelism());
}
process.stdout.write(`${figureTable(figures)}\n`);
process.stdout.write(
  `The same piece of work took the machine ${Math.min(...speeds).toFixed(0)} to ${Math.max(...speeds).toFixed(0)} ms of CPU time before and between them.\n`,
);
if (busiest > BUSY)
  process.stdout.write(
    `The machine was busy: up to ${busiest.toFixed(1)} processes a core wanted to run. Measure again when it is not.\n`,
  );
