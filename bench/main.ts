import { agent } from "./benchmarks/agent.ts";
import { change } from "./benchmarks/change.ts";
import { fleet } from "./benchmarks/fleet.ts";
import { page } from "./benchmarks/page.ts";
import { rules } from "./benchmarks/rules.ts";
import { demo, replay } from "./benchmarks/start.ts";
import { figureTable, type Figure } from "./figure.ts";

const BENCHMARKS: Readonly<Record<string, () => Promise<Figure[]>>> = {
  page,
  rules,
  demo,
  replay,
  change,
  agent,
  fleet,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in BENCHMARKS));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no benchmark ${unknown.join(", ")}; there are ${Object.keys(BENCHMARKS).join(", ")}.\n`,
  );
  process.exit(2);
}
const figures: Figure[] = [];
for (const [name, run] of Object.entries(BENCHMARKS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  figures.push(...(await run()));
}
process.stdout.write(`${figureTable(figures)}\n`);
