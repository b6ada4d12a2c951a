import type { CgroupsSummary, CgroupView } from "@bayplan/api/views";
import { useCallback, useMemo } from "react";
import { useAddressPart } from "../../../app/useAddressPart.ts";
import { useFeed, useLive } from "../../../live/useLive.ts";
import { FeedNotice } from "../../../ui/FeedNotice.tsx";
import { Notice } from "../../../ui/Notice.tsx";
import { Panel } from "../../../ui/Panel.tsx";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import { ExportButtons } from "../../../ui/table/ExportButtons.tsx";
import { FILE_COLUMNS, shownColumns } from "./cgroupColumns.tsx";
import { cgroupParts, treeRows } from "./cgroupRows.ts";
import { CgroupTree } from "./CgroupTree.tsx";
import { openingsOf, readCgroupsSearch, withAll, withTurned } from "./cgroupsSearch.ts";
import styles from "./CgroupsPanel.module.css";

const DRIVER_SOURCES = { runtime: "the runtime", kubelet: "the kubelet's configuration" } as const;

const About = ({ summary: { version, driver } }: { summary: CgroupsSummary }) => (
  <span
    className="soft"
    title={
      driver
        ? `The driver is told by ${DRIVER_SOURCES[driver.source]}.`
        : "Neither the runtime nor the kubelet tells the driver: the cgroups' names are not known."
    }
  >
    {version === null ? "cgroup version not known" : `cgroup v${version}`}, {driver ? driver.name : "driver not known"}
  </span>
);

const None = ({ state }: { state: "windows" | "flat" }) =>
  state === "windows" ? (
    <Notice tone="quiet" symbol="minus" title="Windows has no cgroups.">
      Its containers are held by job objects, which no source tells of.
    </Notice>
  ) : (
    <Notice tone="quiet" symbol="minus" title="There is no tree of tiers and pods on this node.">
      The kubelet makes none while its setting cgroupsPerQOS is false: containers lie where the runtime puts them.
    </Notice>
  );

/** What keeps some figures from being known. */
const Unknowns = ({ summary: { memoryQos, runtimeUnknown, enforced } }: { summary: CgroupsSummary }) => (
  <>
    {memoryQos === null && (
      <Notice tone="unknown" symbol="question" title="The kubelet's configuration is not known.">
        So neither are CPU limits, process limits and the cgroups' names: the Sources tab says why /configz does not
        answer.
      </Notice>
    )}
    {runtimeUnknown !== null && (
      <Notice tone="unknown" symbol="question" title="What the runtime applied is not known now.">
        {runtimeUnknown}
      </Notice>
    )}
    {enforced === false && (
      <p className="soft">kubepods may use the whole machine: enforceNodeAllocatable does not name pods.</p>
    )}
  </>
);

const Tree = ({ node, cgroups, memoryQos }: { node: string; cgroups: CgroupView[]; memoryQos: boolean }) => {
  const [search, change] = useAddressPart(readCgroupsSearch);
  const { cgroups: written = "" } = search;
  const openings = useMemo(() => openingsOf(cgroups, { cgroups: written }), [cgroups, written]);
  const rows = useMemo(() => treeRows(cgroups, openings), [cgroups, openings]);
  const hasHugepages = cgroups.some(({ asked }) => Object.keys(asked.hugepages ?? {}).length > 0);
  const columns = useMemo(() => shownColumns(memoryQos, hasHugepages), [memoryQos, hasHugepages]);
  const onOpen = useCallback(
    (id: string): void => change({ cgroups: withTurned({ cgroups: written }, id) }),
    [change, written],
  );
  const pods = cgroups.filter(({ kind }) => kind === "pod");
  const allOpen = pods.every(({ id }) => openings.get(id));
  return (
    <>
      {pods.length > 0 && (
        <button type="button" className={styles.all} onClick={() => change({ cgroups: withAll(!allOpen) })}>
          {allOpen ? "Close all pods" : "Open all pods"}
        </button>
      )}
      <CgroupTree node={node} rows={rows} columns={columns} onOpen={onOpen} />
    </>
  );
};

/** The cgroups of the node's pods: what the kubelet sets on each, what the runtime says it applied, what they use. */
export const CgroupsPanel = ({ node }: { node: string }) => {
  const { feeds } = useLive();
  const feed = useFeed(feeds.nodeCgroups(node));
  const { summary, cgroups } = useMemo(() => cgroupParts(feed.rows), [feed.rows]);
  if (!summary)
    return feed.failure ? <FeedNotice failure={feed.failure} what="The cgroups" /> : <Skeleton height={420} />;
  return (
    <Panel
      title="Cgroups"
      aside={
        summary.state === "tree" && (
          <>
            <About summary={summary} />
            <ExportButtons name="cgroups" rows={cgroups} columns={FILE_COLUMNS} />
          </>
        )
      }
    >
      {summary.state === "tree" ? (
        <>
          <Unknowns summary={summary} />
          <Tree node={node} cgroups={cgroups} memoryQos={summary.memoryQos === true} />
        </>
      ) : (
        <None state={summary.state} />
      )}
    </Panel>
  );
};
