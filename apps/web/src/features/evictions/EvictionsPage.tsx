import type { EvictionView } from "@bayplan/api/views";
import type { Millis } from "@bayplan/shared";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { usePanel } from "../../app/view/panels.ts";
import { useAtPresent, useFeed, useLive } from "../../live/useLive.ts";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { ChoiceField, SearchField } from "../../ui/Fields.tsx";
import { emptyFilters } from "../../ui/emptyFilters.ts";
import { NonePasses } from "../../ui/NonePasses.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import { VirtualList } from "../../ui/VirtualList.tsx";
import layout from "../../ui/layout.module.css";
import { alike, keyOfGroup } from "./alike.ts";
import { CAUSES } from "./cause.ts";
import { evictionColumns } from "./evictionColumns.ts";
import { EVICTIONS_PANELS } from "./evictionsPanels.ts";
import { EvictionItem } from "./EvictionItem.tsx";
import { EvictionsTogether } from "./EvictionsTogether.tsx";
import styles from "./EvictionsPage.module.css";
import { matchesEviction, readEvictionsSearch, spanOf, type EvictionsSearch } from "./evictionsSearch.ts";
import { OccurrencesPanel } from "./OccurrencesPanel.tsx";
import { scoreOf } from "./score.ts";

const route = getRouteApi("/evictions");

const SPAN_NAMES = { "1h": "the last hour", "6h": "the last 6 h", "24h": "the last 24 h", "7d": "the last 7 d" };

const FILTERS = {
  q: "pod, signal, why or message",
  node: "node",
  namespace: "namespace",
  kind: "kind",
  signal: "signal",
  since: "time",
} as const satisfies Record<Exclude<keyof EvictionsSearch, "opened">, string>;

interface EmptyProps {
  all: readonly EvictionView[];
  search: EvictionsSearch;
  now: Millis | null;
  onClear(): void;
  onClearOne(key: string): void;
}

const Empty = ({ all, search, now, ...clears }: EmptyProps) =>
  all.length > 0 ? (
    <NonePasses
      of={all.length}
      what="eviction"
      empty={emptyFilters(all, search, FILTERS, (eviction, alone) =>
        matchesEviction(eviction, readEvictionsSearch(alone), now),
      )}
      {...clears}
    />
  ) : (
    <Notice tone="ok" symbol="check" title="No eviction is known.">
      They are learned from events, which the API server keeps for an hour, and from evicted pods that are still there.
      Those of before this server started may be missing.
    </Notice>
  );

const distinct = (values: readonly (string | null)[]): { value: string; label: string }[] =>
  [...new Set(values.filter((value) => value !== null))].toSorted().map((value) => ({ value, label: value }));

interface FiltersProps {
  all: readonly EvictionView[];
  search: EvictionsSearch;
  onChange(part: Record<string, string>): void;
}

const Filters = ({ all, search, onChange }: FiltersProps) => {
  const options = useMemo(
    () => ({
      node: distinct(all.map(({ node }) => node)),
      namespace: distinct(all.map(({ namespace }) => namespace)),
      kind: distinct(all.map(({ kind }) => kind)).map(({ value }) => ({
        value,
        label: CAUSES[value as EvictionView["kind"]],
      })),
      signal: distinct(all.map(({ signal }) => signal)),
    }),
    [all],
  );
  return (
    <>
      <SearchField label="pod, signal, why or message" value={search.q ?? ""} onChange={(q) => onChange({ q })} />
      {(["node", "namespace", "kind", "signal"] as const).map((field) => (
        <ChoiceField
          key={field}
          label={field}
          value={search[field] ?? ""}
          options={options[field]}
          onChange={(value) => onChange({ [field]: value })}
        />
      ))}
      <ChoiceField
        label="time"
        value={search.since ?? ""}
        options={Object.entries(SPAN_NAMES).map(([value, label]) => ({ value, label }))}
        onChange={(since) => onChange({ since })}
      />
    </>
  );
};

const List = ({ rows }: { rows: readonly EvictionView[] }) => {
  const groups = useMemo(() => alike(rows), [rows]);
  return (
    <VirtualList
      items={groups}
      keyOf={keyOfGroup}
      estimate={() => 104}
      render={(group) =>
        group.length === 1 ? <EvictionItem eviction={group[0]} /> : <EvictionsTogether rows={group} />
      }
    />
  );
};

/** Of one kind, while the other has some. */
const noneOf = (search: ReturnType<typeof readEvictionsSearch>): string =>
  (["q", "node", "namespace", "kind", "signal", "since"] as const).some((field) => search[field] !== undefined)
    ? "None is known that passes these filters."
    : "None is known.";

const MINUTE = 60_000;
/** To the end of the minute, so that what happened in it is not in the future. */
const toMinute = (now: number): number => Math.ceil(now / MINUTE) * MINUTE;

/** Who was evicted and who was not let in, newest first. */
export const EvictionsPage = () => {
  const { feeds } = useLive();
  const feed = useFeed(feeds.evictions);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const now = useAtPresent(toMinute);
  const all = useMemo(() => [...feed.rows.values()].toSorted((a, b) => b.at.localeCompare(a.at)), [feed.rows]);
  const shown = useMemo(() => all.filter((eviction) => matchesEviction(eviction, search, now)), [all, search, now]);
  const evicted = useMemo(() => shown.filter(({ kind }) => kind !== "refused"), [shown]);
  const refused = useMemo(() => shown.filter(({ kind }) => kind === "refused"), [shown]);
  const score = scoreOf(evicted);
  const panel = usePanel(EVICTIONS_PANELS);
  const change = (part: Record<string, string>): void =>
    void navigate({ search: (before) => readEvictionsSearch({ ...before, ...part }), replace: true });
  return (
    <div className={layout.stack}>
      <title>Evictions · Bayplan</title>
      {panel === null && <h1>Evictions</h1>}
      <div className={styles.filters}>
        <Filters all={all} search={search} onChange={change} />
        <span className={styles.exports}>
          <ExportButtons name="evictions" rows={shown} columns={evictionColumns} />
        </span>
      </div>
      {feed.failure && <FeedNotice failure={feed.failure} what="The evictions" />}
      {feed.status === "loading" && <Skeleton height={300} />}
      {feed.status === "ready" && shown.length === 0 && (
        <Empty
          all={all}
          search={search}
          now={now}
          onClear={() => void navigate({ search: readEvictionsSearch({}) })}
          onClearOne={(key) => change({ [key]: "" })}
        />
      )}
      {shown.length > 0 && now !== null && (panel === null || panel === "when") && (
        <OccurrencesPanel rows={shown} span={spanOf(search)} now={now} onNode={(node) => change({ node })} />
      )}
      {shown.length > 0 && panel !== "when" && (
        <div className={panel === null ? styles.columns : undefined}>
          {panel !== "refused" && (
            <Panel
              title={`Evicted ${evicted.length}`}
              aside={
                score.checked > 0 && (
                  <span className="soft">
                    Bayplan had {score.correct} of {score.checked} first
                  </span>
                )
              }
            >
              {evicted.length === 0 ? <p className="soft">{noneOf(search)}</p> : <List rows={evicted} />}
            </Panel>
          )}
          {panel !== "evicted" && (
            <Panel
              title={`Refused ${refused.length}`}
              aside={<span className="soft">never let in by the kubelet</span>}
            >
              {refused.length === 0 ? <p className="soft">{noneOf(search)}</p> : <List rows={refused} />}
            </Panel>
          )}
        </div>
      )}
    </div>
  );
};
