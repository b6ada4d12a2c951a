import type { NodeRow, PodDetail } from "@bayplan/api/views";
import { formatExactQuantity, formatQuantity } from "../../format/quantity.ts";
import { list } from "../../format/words.ts";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { isEvicting, lineWords, signalNoun } from "../fleet/outlook.ts";
import type { Column } from "../../ui/table/column.ts";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import styles from "./PodPanels.module.css";

type Place = PodDetail["places"][number];

/** Signals that rank alike are told together. */
const together = (places: readonly Place[]): { signals: string[]; place: Place }[] => {
  const groups = new Map<string, { signals: string[]; place: Place }>();
  for (const place of places) {
    const key = `${place.place} ${place.of} ${place.row.why}`;
    const group = groups.get(key);
    if (group) group.signals.push(place.signal);
    else groups.set(key, { signals: [place.signal], place });
  }
  return [...groups.values()];
};

const PlaceItem = ({ signals, place: { place, of, row } }: { signals: string[]; place: Place }) => (
  <li className={styles.place}>
    <span className={styles.ring} data-first={place === 1 || undefined} data-none={place === null || undefined}>
      {place ?? "–"}
    </span>
    <div>
      <p>
        <b>{place === null ? "passed over" : place === 1 ? "would be evicted first" : `place ${place}`}</b>
        <span className="soft" title={signals.join("\n")}>
          {place === null ? "" : ` of ${of} that can go`}, for {list([...new Set(signals.map(signalNoun))])}
        </span>
      </p>
      <p className="soft">{row.why}</p>
    </div>
  </li>
);

const PLACE_COLUMNS: readonly Column<Place>[] = [
  { key: "signal", name: "Signal", value: ({ signal }) => signal },
  { key: "place", name: "Place", value: ({ place }) => place },
  { key: "of", name: "Of", value: ({ of }) => of },
  { key: "why", name: "Why there", value: ({ row }) => row.why },
];

const SCOPES = { emptyDir: "emptyDir", pod: "all of its local storage", container: "container" } as const;

const amount = (bytes: number): string => formatQuantity("memory", bytes);

const LimitItem = ({ limit }: { limit: PodDetail["limits"][number] }) => (
  <li className={styles.limit} data-exceeded={limit.exceeded || undefined}>
    <b>
      {SCOPES[limit.scope]} {limit.name}
    </b>{" "}
    <span title={formatExactQuantity("memory", limit.limit)}>limit {amount(limit.limit)}</span>
    {limit.usage === null || limit.headroom === null ? (
      <span className="soft">, not measured yet</span>
    ) : (
      <span title={formatExactQuantity("memory", limit.usage)}>
        , {amount(limit.usage)} used,{" "}
        {limit.exceeded ? `${amount(-limit.headroom)} over it` : `${amount(limit.headroom)} left`}
      </span>
    )}
    {!limit.evictable && <span className="soft">; the kubelet does not evict this pod for it</span>}
  </li>
);

/** How close it is to being evicted: for each signal its place in the order, and its own limits. */
export const Places = ({ detail: { places, limits }, row }: { detail: PodDetail; row: NodeRow | null }) => (
  <Panel
    title="If the node runs short"
    aside={
      <>
        {row && <span className={isEvicting(row) ? styles.evicting : "soft"}>{lineWords(row)}</span>}
        {places.length > 0 && <ExportButtons name="places" rows={places} columns={PLACE_COLUMNS} />}
      </>
    }
  >
    {places.length === 0 && (
      <Notice tone="quiet" symbol="question" title="It is in no order.">
        It has ended, or the node has told no sample and no thresholds yet.
      </Notice>
    )}
    <ul className={styles.places}>
      {together(places).map((group) => (
        <PlaceItem key={group.signals.join()} {...group} />
      ))}
    </ul>
    <h3 className={styles.more}>Limits of its own for local storage</h3>
    {limits.length === 0 && <p className="soft">None: only the node's disk limits what it writes.</p>}
    <ul>
      {limits.map((limit) => (
        <LimitItem key={`${limit.scope} ${limit.name}`} limit={limit} />
      ))}
    </ul>
  </Panel>
);
