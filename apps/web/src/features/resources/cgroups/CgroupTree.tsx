import type { CgroupView } from "@bayplan/api/views";
import { memo, type CSSProperties } from "react";
import { Link } from "../../../app/Link.tsx";
import { CopyButton } from "../../../ui/CopyButton.tsx";
import { useVirtualRows } from "../../../ui/useVirtualRows.ts";
import { GROUPS, type CgroupColumn } from "./cgroupColumns.tsx";
import { podOf, type TreeRow } from "./cgroupRows.ts";
import styles from "./CgroupTree.module.css";
import { nameOf } from "./cgroupWords.ts";
import { useTreeKeys } from "./useTreeKeys.ts";

interface CgroupTreeProps {
  node: string;
  rows: readonly TreeRow[];
  columns: readonly CgroupColumn[];
  onOpen(id: string, open: boolean): void;
}

const Name = ({ cgroup, node }: { cgroup: CgroupView; node: string }) => {
  const { kind, tier, namespace } = cgroup;
  const pod = podOf(cgroup);
  return (
    <>
      {pod ? (
        <Link to="/pods/$namespace/$name" params={pod} search={{ node }} tabIndex={-1}>
          {pod.name}
        </Link>
      ) : (
        <span data-tier-text={kind === "tier" ? tier : undefined}>{nameOf(cgroup)}</span>
      )}
      {kind === "pod" && <span className="soft"> {namespace}</span>}
    </>
  );
};

interface RowProps {
  row: TreeRow;
  node: string;
  columns: readonly CgroupColumn[];
  onOpen(id: string, open: boolean): void;
}

const Cells = memo(({ row: { cgroup, level, open }, node, columns, onOpen }: RowProps) => (
  <>
    <div
      role="rowheader"
      className={styles.name}
      style={{ "--level": level } as CSSProperties}
      title={cgroup.path ?? undefined}
    >
      {open === null ? (
        <span className={styles.leaf} />
      ) : (
        <button
          type="button"
          tabIndex={-1}
          className={styles.turn}
          data-open={open || undefined}
          aria-label={`${open ? "Close" : "Open"} ${nameOf(cgroup)}`}
          onClick={() => onOpen(cgroup.id, !open)}
        >
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path d="M4.2 2.2 8 6 4.2 9.8" />
          </svg>
        </button>
      )}
      <span className={styles.words}>
        <Name cgroup={cgroup} node={node} />
      </span>
      {cgroup.path !== null && <CopyButton text={cgroup.path} what="cgroup's path" />}
    </div>
    {columns.map(({ key, name, numeric, render }) => (
      <div key={key} role="gridcell" data-label={name} data-numeric={numeric || undefined}>
        {render?.(cgroup)}
      </div>
    ))}
  </>
));
Cells.displayName = "Cells";

/** The columns under each head of heads. */
const spansOf = (columns: readonly CgroupColumn[]) =>
  [...Map.groupBy(columns, ({ group }) => group)].map(([group, { length }]) => ({ group, length }));

/**
 * The cgroups as a tree with columns. Arrows, Home, End and the page keys go through it, the space bar opens and closes,
 * Enter as well, but leads from a pod's row to the pod.
 */
export const CgroupTree = ({ node, rows, columns, onOpen }: CgroupTreeProps) => {
  const virtual = useVirtualRows({ items: rows, keyOf: ({ cgroup }) => cgroup.id, estimate: () => 33 });
  const { list, height, visible, measure } = virtual;
  const { focusable, onKeyDown, onFocus } = useTreeKeys(virtual, rows, onOpen);
  const gridTemplateColumns = ["minmax(0, 2.4fr)", ...columns.map(({ width = "minmax(0, 1fr)" }) => width)].join(" ");
  return (
    <div role="treegrid" aria-label="Cgroups" aria-rowcount={rows.length + 2} className={styles.tree}>
      <div role="rowgroup" className={styles.heads}>
        <div role="row" aria-rowindex={1} className={styles.groups} style={{ gridTemplateColumns }}>
          <div role="columnheader">
            <span className="visually-hidden">Whose word it is</span>
          </div>
          {spansOf(columns).map(({ group, length }) => (
            <div
              key={group}
              role="columnheader"
              aria-colspan={length}
              style={{ gridColumn: `span ${length}` }}
              data-group={group}
            >
              {GROUPS[group]}
            </div>
          ))}
        </div>
        <div role="row" aria-rowindex={2} className={styles.head} style={{ gridTemplateColumns }}>
          <div role="columnheader">Cgroup</div>
          {columns.map(({ key, name, numeric }) => (
            <div key={key} role="columnheader" data-numeric={numeric || undefined}>
              {name}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" ref={list} className={styles.body} style={{ height }}>
        {visible.map(({ item, key, index, top }) => (
          <div
            key={key}
            role="row"
            aria-rowindex={index + 3}
            aria-level={item.level}
            aria-posinset={item.place}
            aria-setsize={item.siblings}
            aria-expanded={item.open ?? undefined}
            tabIndex={index === focusable ? 0 : -1}
            className={styles.row}
            data-index={index}
            data-kind={item.cgroup.kind}
            data-absent={!item.cgroup.present || undefined}
            ref={measure}
            style={{ top, gridTemplateColumns }}
            onKeyDown={(event) => onKeyDown(event, index)}
            onFocus={() => onFocus(index)}
          >
            <Cells row={item} node={node} columns={columns} onOpen={onOpen} />
          </div>
        ))}
      </div>
    </div>
  );
};
