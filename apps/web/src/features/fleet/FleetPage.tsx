import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { useFeed, useLive } from "../../live/useLive.ts";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { ClusterNotice } from "./ClusterNotice.tsx";
import { FleetFilters } from "./FleetFilters.tsx";
import { FleetNumbers } from "./FleetNumbers.tsx";
import { inOrder } from "./fleetOrder.ts";
import styles from "./FleetPage.module.css";
import { passes } from "./fleetSearch.ts";
import { FleetTable } from "./FleetTable.tsx";
import { NodeGrid } from "./NodeGrid.tsx";

const route = getRouteApi("/");

const Loading = () => (
  <div className={styles.loading} role="status" aria-label="The nodes are on their way">
    {Array.from({ length: 10 }, (_, index) => (
      <Skeleton key={index} height={222} />
    ))}
  </div>
);

/** Every node at a glance, those closest to evicting first. */
export const FleetPage = () => {
  const { feeds } = useLive();
  const nodes = useFeed(feeds.nodes);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const rows = useMemo(() => [...nodes.rows.values()], [nodes.rows]);
  const passing = useMemo(() => rows.filter((row) => passes(row, search)), [rows, search]);
  const sort = search.sort ?? "closest";
  const ordered = useMemo(() => inOrder(passing, sort), [passing, sort]);
  const loading = nodes.status === "loading";
  return (
    <div className={styles.page}>
      <title>Fleet · Bayplan</title>
      <h1>Fleet</h1>
      <FleetNumbers rows={loading ? null : rows} />
      <FleetFilters
        rows={rows}
        search={search}
        onChange={(changed) => void navigate({ search: changed, replace: true })}
      />
      {nodes.failure && <FeedNotice failure={nodes.failure} what="The nodes" />}
      <ClusterNotice nodes={loading ? null : rows.length} />
      {loading && <Loading />}
      {rows.length > 0 && passing.length === 0 && (
        <Notice tone="quiet" symbol="question" title={`None of ${rows.length} nodes passes these filters.`}>
          Take one of them away above.
        </Notice>
      )}
      {passing.length > 0 &&
        (search.view === "table" ? (
          <FleetTable
            rows={ordered}
            order={search.order}
            onOrder={(order) => void navigate({ search: (before) => ({ ...before, order }), replace: true })}
          />
        ) : (
          <NodeGrid rows={ordered} />
        ))}
    </div>
  );
};
