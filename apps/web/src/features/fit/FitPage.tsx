import type { FitView } from "@bayplan/api/views";
import { useQuery, keepPreviousData } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useId, useMemo } from "react";
import { Link } from "../../app/Link.tsx";
import { useApi } from "../../app/api.ts";
import { naturalOrder } from "@bayplan/shared/naturalOrder";
import { formatExactQuantity } from "../../format/quantity.ts";
import { formatTimeOfDay } from "../../format/time.ts";
import { count } from "../../format/words.ts";
import { Notice } from "../../ui/Notice.tsx";
import { Quantity } from "../../ui/Quantity.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Status } from "../../ui/Status.tsx";
import type { Column } from "../../ui/table/column.ts";
import { TablePanel } from "../../ui/table/TablePanel.tsx";
import { useDraft } from "../../ui/useDraft.ts";
import layout from "../../ui/layout.module.css";
import styles from "./FitPage.module.css";
import { crossesLine, leftWords, shortWords } from "./fitWords.ts";
import { readFit, readFitSearch, type FitSearch } from "./fitSearch.ts";

const route = getRouteApi("/fit");

const FIELDS: { field: keyof FitSearch; label: string; example: string; wide?: boolean }[] = [
  { field: "cpu", label: "CPU", example: "500m" },
  { field: "memory", label: "Memory", example: "2Gi" },
  { field: "storage", label: "Ephemeral storage", example: "10Gi" },
  { field: "other", label: "Other resources", example: "nvidia.com/gpu=1", wide: true },
  { field: "selector", label: "Node selector", example: "topology.kubernetes.io/zone=zone-a", wide: true },
  { field: "tolerations", label: "Tolerations", example: "dedicated=ml:NoSchedule, or *", wide: true },
];

const Field = ({
  label,
  example,
  wide,
  value,
  onChange,
}: {
  label: string;
  example: string;
  wide: boolean;
  value: string;
  onChange(value: string): void;
}) => {
  const id = useId();
  const [text, setText] = useDraft(value, onChange);
  return (
    <div className={styles.field} data-wide={wide || undefined}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={text}
        placeholder={example}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  );
};

const Fits = ({ view }: { view: FitView }) => {
  const [tone, symbol, words] =
    view.fits === null
      ? (["unknown", "question", "not known"] as const)
      : !view.fits
        ? (["quiet", "cross", "does not fit"] as const)
        : crossesLine(view)
          ? (["warn", "triangle", "fits, but"] as const)
          : (["ok", "check", "fits"] as const);
  return (
    <Status tone={tone} symbol={symbol} look="strong">
      {words}
    </Status>
  );
};

/** Memory that is asked for is not memory that is free. */
const Crosses = ({ headroom }: { headroom: number }) =>
  headroom < 0 ? (
    "the node is evicting for memory now"
  ) : (
    <>
      memory is <Quantity resource="memory" amount={headroom} /> from the load line: used in full, it would cross it
    </>
  );

/** `cpu=2`: what could still be asked for after it. In base units, for files. */
const leftOf = ({ resource, requested, free }: FitView["room"][number]): string => `${resource}=${free - requested}`;

const COLUMNS: Column<FitView>[] = [
  {
    key: "node",
    name: "Node",
    value: ({ node }) => node,
    render: ({ node }) => (
      <Link to="/nodes/$name" params={{ name: node }}>
        {node}
      </Link>
    ),
    copy: ({ node }) => node,
  },
  { key: "fits", name: "Fits", width: "130px", value: ({ fits }) => fits, render: (view) => <Fits view={view} /> },
  {
    key: "left",
    name: "Left with it there",
    width: "minmax(0, 1.2fr)",
    value: ({ fits, room }) => (fits ? room.map(leftOf).join(" ") || null : null),
    json: ({ fits, room }) =>
      fits ? Object.fromEntries(room.map(({ resource, requested, free }) => [resource, free - requested])) : null,
    render: ({ fits, room }) =>
      fits && room.length > 0
        ? room.map(({ resource, requested, free }, index) => (
            <span key={resource}>
              {index > 0 && " · "}
              <span title={`${resource}: ${formatExactQuantity(resource, free - requested)} more can be asked for`}>
                {leftWords(resource, free - requested)}
              </span>
            </span>
          ))
        : "–",
  },
  {
    key: "why",
    name: "Why not, or what to mind",
    width: "minmax(0, 2.6fr)",
    value: ({ unknown, misfits }) => (unknown ?? misfits.map(({ why }) => why).join("; ")) || null,
    json: ({ unknown, misfits }) => (unknown === null ? misfits.map(({ why }) => why) : [unknown]),
    render: (view) => {
      const { node, unknown, loadable, misfits, memoryHeadroom } = view;
      return unknown !== null ? (
        <span className="soft">
          {unknown}
          {loadable && (
            <>
              {" "}
              <Link to="/nodes/$name" params={{ name: node }} className={styles.open}>
                Open the node
              </Link>{" "}
              and come back: its pods are then read from the API server.
            </>
          )}
        </span>
      ) : misfits.length === 0 ? (
        crossesLine(view) && memoryHeadroom !== null ? (
          <Crosses headroom={memoryHeadroom} />
        ) : (
          "–"
        )
      ) : (
        <ul>
          {misfits.map((misfit) => (
            <li key={`${misfit.kind} ${misfit.resource} ${misfit.why}`}>
              {misfit.why}
              <span className="soft">{shortWords(misfit)}</span>
            </li>
          ))}
        </ul>
      );
    },
  },
];

const rank = (view: FitView): number => (view.fits === null ? 3 : !view.fits ? 2 : crossesLine(view) ? 1 : 0);

const Answers = ({ search }: { search: FitSearch }) => {
  const api = useApi();
  const { request, errors } = readFit(search);
  const { data, error, isFetching, isPlaceholderData, refetch, dataUpdatedAt } = useQuery({
    ...api.fit.queryOptions(request ?? { requests: {} }),
    enabled: request !== null,
    staleTime: 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const rows = useMemo(
    () =>
      (data ?? []).toSorted(
        (a, b) => rank(a) - rank(b) || a.misfits.length - b.misfits.length || naturalOrder(a.node, b.node),
      ),
    [data],
  );
  if (errors.length > 0) return <Notice tone="warn" symbol="triangle" title={errors.join(" ")} />;
  if (request === null) {
    return (
      <Notice tone="quiet" symbol="question" title="Say what a pod would ask for.">
        Every node then says whether it would fit there, and if not, everything that is in its way: what the scheduler
        asks, and what the kubelet's topology manager would refuse.
      </Notice>
    );
  }
  if (error) {
    return (
      <Notice tone="warn" symbol="triangle" title="The server could not answer that.">
        {error.message}
      </Notice>
    );
  }
  if (!data) return <Skeleton height={300} />;
  const fitting = rows.filter(({ fits }) => fits).length;
  return (
    <TablePanel
      title={isPlaceholderData ? "Asking …" : `Fits on ${fitting} of ${count(rows.length, "node")}`}
      label="Where it fits"
      name="fit"
      rows={rows}
      columns={COLUMNS}
      keyOf={({ node }) => node}
      outdated={isPlaceholderData}
      aside={
        <>
          <button type="button" className={styles.again} disabled={isFetching} onClick={() => void refetch()}>
            {isFetching ? "asking" : "ask again"}
          </button>
          {!isPlaceholderData && <span className="soft">asked at {formatTimeOfDay(dataUpdatedAt)}</span>}
        </>
      }
    />
  );
};

/** Where a pod would go, and why not there. */
export const FitPage = () => {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (field: keyof FitSearch, value: string): void =>
    void navigate({
      search: (before) => readFitSearch({ ...before, [field]: value }),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className={layout.stack}>
      <title>Fit · Bayplan</title>
      <h1>Where would this pod go?</h1>
      <div className={styles.asked}>
        <form className={styles.form} onSubmit={(event) => event.preventDefault()} aria-label="What the pod asks for">
          {FIELDS.map(({ field, label, example, wide = false }) => (
            <Field
              key={field}
              label={label}
              example={example}
              wide={wide}
              value={search[field] ?? ""}
              onChange={(value) => change(field, value)}
            />
          ))}
        </form>
        <Answers search={search} />
      </div>
    </div>
  );
};
