import type { CgroupView } from "@bayplan/api/views";
import type { Bound } from "@bayplan/shared";
import { formatBytes, formatExactBytes } from "../../../format/bytes.ts";
import { fromNanoCores } from "../../../format/cores.ts";
import { formatExactQuantity, formatQuantity, formatShare } from "../../../format/quantity.ts";
import { count } from "../../../format/words.ts";
import { Status } from "../../../ui/Status.tsx";
import type { Column } from "../../../ui/table/column.ts";
import {
  appliedTitle,
  bytesBound,
  coresBound,
  countBound,
  differing,
  hugepages,
  memoryTitle,
  nameOf,
  quotaTitle,
  sharesTitle,
} from "./cgroupWords.ts";

/** Whose word a figure is: the two that set something are never mixed. */
export const GROUPS = {
  kubelet: "What the kubelet sets",
  runtime: "What the runtime says",
  use: "In use",
} as const;

export interface CgroupColumn extends Column<CgroupView> {
  group: keyof typeof GROUPS;
}

const Limit = ({ words, title }: { words: string; title: string }) => (
  <span className={words === "no limit" ? "soft" : undefined} title={title}>
    {words}
  </span>
);

const Shares = ({ row }: { row: CgroupView }) => {
  const { cpuShares, cpuWeight } = row.asked;
  return (
    <span title={sharesTitle(row)}>
      {cpuShares ?? "–"}
      {cpuWeight !== null && <span className="soft"> weight {cpuWeight}</span>}
    </span>
  );
};

const Protection = ({ asked: { memoryMin, memoryLow, memoryHigh } }: CgroupView) => {
  const set = [
    ["min", memoryMin],
    ["low", memoryLow],
    ["high", memoryHigh],
  ].flatMap(([name, bytes]) => (typeof bytes === "number" ? [{ name, bytes }] : []));
  return set.length === 0 ? (
    "–"
  ) : (
    <span title={set.map(({ name, bytes }) => `memory.${name} ${formatExactBytes(bytes)}`).join("\n")}>
      {set.map(({ name, bytes }) => `${name} ${formatBytes(bytes)}`).join(", ")}
    </span>
  );
};

const Applied = ({ row: { kind, present, applied, differs, differsBelow, resizing, asked } }: { row: CgroupView }) => {
  if (kind !== "container") {
    return differsBelow === 0 ? (
      <span title="The kubelet makes this cgroup itself." />
    ) : (
      <Status tone={resizing ? "quiet" : "warn"} symbol={resizing ? "wait" : "triangle"}>
        {count(differsBelow, "container differs", "containers differ")}
      </Status>
    );
  }
  if (!present) return <span className="soft">does not run</span>;
  if (!applied) {
    return (
      <span className="soft" title="The runtime's answer about this container has no resources in it.">
        not told
      </span>
    );
  }
  const title = appliedTitle(applied);
  if (differs.length > 0) {
    return (
      <Status
        tone={resizing ? "quiet" : "warn"}
        symbol={resizing ? "wait" : "triangle"}
        title={`${resizing ? "A resize is under way.\n" : ""}${title}`}
      >
        {differing(differs, applied)}
      </Status>
    );
  }
  const weight = applied.cpuWeight ?? asked.cpuWeight;
  return (
    <Status tone="ok" symbol="check" title={title}>
      the same
      {weight !== null && `, weight ${weight}`}
      {applied.cpus !== "" && <span className="soft"> on CPUs {applied.cpus}</span>}
    </Status>
  );
};

/** `≥` where the sum lacks a pod; what is too little to be told is then at least nothing. */
const atLeast = ({ partial }: CgroupView["use"], words: string): string =>
  partial ? `≥ ${words.startsWith("<") ? "0" : words}` : words;
const titleOf = ({ use, kind }: CgroupView, exact: string): string =>
  [
    exact,
    kind === "tier" && "The sum of its pods: the kubelet measures no tiers.",
    use.partial && "At least: of some of its pods there is no sample.",
  ]
    .filter((line) => line !== false)
    .join("\n");

const Used = ({ row, resource, amount, of }: { row: CgroupView; resource: string; amount: number | null; of: Bound }) =>
  amount === null ? (
    <span title="No sample.">–</span>
  ) : (
    <span title={titleOf(row, formatExactQuantity(resource, amount))}>
      {atLeast(row.use, formatQuantity(resource, amount))}
      {typeof of === "number" && of > 0 && <span className="soft"> {formatShare(amount / of)}</span>}
    </span>
  );

const SHARES: CgroupColumn = {
  group: "kubelet",
  key: "cpuShares",
  name: "CPU shares",
  numeric: true,
  value: ({ asked }) => asked.cpuShares,
  render: (row) => <Shares row={row} />,
};

const CPU_LIMIT: CgroupColumn = {
  group: "kubelet",
  key: "cpuLimit",
  name: "CPU limit",
  unit: "cores",
  width: "minmax(0, 0.8fr)",
  numeric: true,
  value: ({ asked }) => asked.cpuLimit,
  render: ({ asked }) => <Limit words={coresBound(asked.cpuLimit)} title={quotaTitle(asked)} />,
};

const MEMORY_LIMIT: CgroupColumn = {
  group: "kubelet",
  key: "memoryLimit",
  name: "Memory limit",
  unit: "bytes",
  width: "minmax(0, 0.8fr)",
  numeric: true,
  value: ({ asked }) => asked.memoryLimit,
  render: ({ asked }) => <Limit words={bytesBound(asked.memoryLimit)} title={memoryTitle(asked)} />,
};

const PROTECTION: CgroupColumn = {
  group: "kubelet",
  key: "protection",
  name: "memory.min, low, high",
  width: "minmax(0, 1.3fr)",
  numeric: true,
  value: ({ asked }) => asked.memoryHigh,
  render: (row) => <Protection {...row} />,
};

const PIDS: CgroupColumn = {
  group: "kubelet",
  key: "pidsLimit",
  name: "Process limit",
  width: "minmax(0, 0.8fr)",
  numeric: true,
  value: ({ asked }) => asked.pidsLimit,
  render: ({ kind, asked }) =>
    kind === "container" ? (
      <span className="soft" title="Its pod's holds for it." />
    ) : (
      <Limit
        words={countBound(asked.pidsLimit)}
        title={asked.pidsLimit === null ? "Not known." : "Processes and threads."}
      />
    ),
};

const HUGEPAGES: CgroupColumn = {
  group: "kubelet",
  key: "hugepages",
  name: "Huge pages",
  numeric: true,
  value: ({ asked }) => (asked.hugepages === null ? null : hugepages(asked.hugepages)),
  render: ({ asked }) =>
    asked.hugepages === null ? (
      <Limit words="no limit" title="A tier is not held to any." />
    ) : (
      hugepages(asked.hugepages) || "none"
    ),
};

const APPLIED: CgroupColumn = {
  group: "runtime",
  key: "differs",
  name: "Applied",
  width: "minmax(0, 1.5fr)",
  value: ({ applied, differs }) =>
    applied === null ? null : differs.length === 0 ? "the same" : differing(differs, applied),
  render: (row) => <Applied row={row} />,
};

const USE: CgroupColumn[] = [
  {
    group: "use",
    key: "cpuUsed",
    name: "CPU used",
    unit: "cores",
    width: "minmax(0, 0.8fr)",
    numeric: true,
    value: ({ use }) => (use.cpuNanoCores === null ? null : fromNanoCores(use.cpuNanoCores)),
    render: (row) => (
      <Used
        row={row}
        resource="cpu"
        amount={row.use.cpuNanoCores === null ? null : fromNanoCores(row.use.cpuNanoCores)}
        of={row.asked.cpuLimit}
      />
    ),
  },
  {
    group: "use",
    key: "workingSet",
    name: "Memory used",
    unit: "bytes",
    width: "minmax(0, 0.9fr)",
    numeric: true,
    value: ({ use }) => use.workingSetBytes,
    render: (row) => <Used row={row} resource="memory" amount={row.use.workingSetBytes} of={row.asked.memoryLimit} />,
  },
  {
    group: "use",
    key: "processes",
    name: "Processes",
    width: "minmax(0, 0.7fr)",
    numeric: true,
    value: ({ use }) => use.processes,
    render: (row) =>
      row.kind === "container" ? (
        <span title="The kubelet counts them by pod." />
      ) : (
        <Used row={row} resource="pids" amount={row.use.processes} of={row.asked.pidsLimit} />
      ),
  },
];

/** The columns that have something to tell on this node. */
export const shownColumns = (memoryQos: boolean, hasHugepages: boolean): CgroupColumn[] => [
  SHARES,
  CPU_LIMIT,
  MEMORY_LIMIT,
  ...(memoryQos ? [PROTECTION] : []),
  PIDS,
  ...(hasHugepages ? [HUGEPAGES] : []),
  APPLIED,
  ...USE,
];

const plain = (key: string, name: string, value: Column<CgroupView>["value"], unit?: string): Column<CgroupView> => ({
  key,
  name,
  value,
  ...(unit !== undefined && { unit }),
});

/** A file has both sides in full. */
export const FILE_COLUMNS: Column<CgroupView>[] = [
  plain("kind", "Kind", ({ kind }) => kind),
  plain("name", "Name", nameOf),
  plain("tier", "QoS class", ({ tier }) => tier),
  plain("namespace", "Namespace", ({ namespace }) => namespace),
  plain("pod", "Pod", ({ pod }) => pod),
  plain("container", "Container", ({ container }) => container),
  plain("containerId", "Container id", ({ containerId }) => containerId),
  plain("path", "Path", ({ path }) => path),
  plain("setShares", "Set: CPU shares", ({ asked }) => asked.cpuShares),
  plain("setWeight", "Set: CPU weight", ({ asked }) => asked.cpuWeight),
  plain("setCpuLimit", "Set: CPU limit", ({ asked }) => asked.cpuLimit, "cores"),
  plain("setMemoryLimit", "Set: memory limit", ({ asked }) => asked.memoryLimit, "bytes"),
  plain("setMemoryMin", "Set: memory.min", ({ asked }) => asked.memoryMin, "bytes"),
  plain("setMemoryLow", "Set: memory.low", ({ asked }) => asked.memoryLow, "bytes"),
  plain("setMemoryHigh", "Set: memory.high", ({ asked }) => asked.memoryHigh, "bytes"),
  plain("setPidsLimit", "Set: process limit", ({ asked }) => asked.pidsLimit),
  plain("setHugepages", "Set: huge pages", ({ asked }) => asked.hugepages && hugepages(asked.hugepages)),
  plain("appliedShares", "Applied: CPU shares", ({ applied }) => applied && applied.cpuShares),
  plain("appliedWeight", "Applied: CPU weight", ({ applied }) => applied && applied.cpuWeight),
  plain("appliedCpuLimit", "Applied: CPU limit", ({ applied }) => applied && applied.cpuLimit, "cores"),
  plain("appliedMemoryLimit", "Applied: memory limit", ({ applied }) => applied && applied.memoryLimit, "bytes"),
  plain("appliedCpus", "Applied: CPUs", ({ applied }) => applied && applied.cpus),
  plain("appliedNumaNodes", "Applied: NUMA nodes of memory", ({ applied }) => applied && applied.numaNodes),
  plain("appliedOomScoreAdj", "Applied: oom_score_adj", ({ applied }) => applied && applied.oomScoreAdj),
  ...USE,
];
