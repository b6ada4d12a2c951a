import { useMemo } from "react";
import { useAddressPart } from "../../app/useAddressPart.ts";
import { useFeed, useLive } from "../../live/useLive.ts";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { SearchField } from "../../ui/Fields.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Status } from "../../ui/Status.tsx";
import { Switch } from "../../ui/Switch.tsx";
import type { Column } from "../../ui/table/column.ts";
import { TablePanel } from "../../ui/table/TablePanel.tsx";
import styles from "./KubeletTab.module.css";
import { readKubeletSearch } from "./kubeletSearch.ts";
import { matchesSetting, settingRows, type SettingRow } from "./settingRows.ts";

const COLUMNS: Column<SettingRow>[] = [
  {
    key: "name",
    name: "Setting",
    value: ({ name }) => name,
    render: ({ name }) => (
      <span className={styles.name}>
        <code>{name}</code>
      </span>
    ),
    copy: ({ name }) => name,
  },
  {
    key: "value",
    name: "Value",
    width: "minmax(0, 1.6fr)",
    value: ({ value }) => value,
    render: ({ value }) => (value === null ? <span className="soft">not set</span> : <code>{value}</code>),
    copy: ({ value }) => value,
  },
  {
    key: "default",
    name: "Default",
    value: (row) => row.default,
    render: (row) =>
      row.default === null ? (
        <span className="soft" title="Kubernetes sets none, or it depends on the machine.">
          none of its own
        </span>
      ) : (
        <code className="soft">{row.default}</code>
      ),
  },
  {
    key: "differs",
    name: "Differs",
    width: "120px",
    value: ({ differs }) => differs,
    render: ({ differs }) =>
      differs && (
        <Status tone="warn" symbol="square" look="strong">
          differs
        </Status>
      ),
  },
];

const WHICH = [
  { value: "all", label: "All" },
  { value: "only", label: "Differs" },
] as const;

/** The settings the kubelet runs with; those that are not the default are marked. */
export const KubeletTab = ({ node }: { node: string }) => {
  const { feeds } = useLive();
  const feed = useFeed(feeds.nodeKubelet(node));
  const [{ setting = "", differs }, change] = useAddressPart(readKubeletSearch);
  const view = feed.rows.values().next().value;
  const settings = view?.settings ?? null;
  const all = useMemo(() => settingRows(view?.settings ?? []), [view]);
  const rows = all.filter((row) => (differs !== "only" || row.differs) && matchesSetting(row, setting));
  if (feed.failure) return <FeedNotice failure={feed.failure} what="The kubelet's settings" />;
  if (feed.status === "loading") return <Skeleton height={420} />;
  return (
    <TablePanel
      title={`Kubelet ${view?.version ?? ""}`.trim()}
      label="Kubelet settings"
      name="kubelet"
      rows={rows}
      columns={COLUMNS}
      keyOf={({ name }) => name}
      filtered={{
        of: all.length,
        what: "setting",
        onClear: () => change({ setting: "", differs: "" }),
      }}
      aside={
        settings && (
          <>
            <SearchField label="setting or value" value={setting} onChange={(words) => change({ setting: words })} />
            <Switch
              label="Which settings"
              value={differs ?? "all"}
              options={WHICH}
              onChange={(chosen) => change({ differs: chosen === "only" ? chosen : "" }, { push: true })}
            />
          </>
        )
      }
    >
      {(!view || settings === null) && (
        <Notice tone="unknown" symbol="slash" title="The kubelet's settings are not known.">
          {view?.settingsUnknown ?? "No source has told of this kubelet yet."}
        </Notice>
      )}
      {view && view.errors.length > 0 && (
        <Notice tone="warn" symbol="triangle" title="Some settings could not be understood.">
          {view.errors.join(" ")}
        </Notice>
      )}
    </TablePanel>
  );
};
