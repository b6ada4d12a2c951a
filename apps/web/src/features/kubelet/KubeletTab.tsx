import type { KubeletSettingView } from "@bayplan/api/views";
import { useState } from "react";
import { count } from "../../format/words.ts";
import { useFeed, useLive } from "../../live/useLive.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { SearchField } from "../../ui/Fields.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Status } from "../../ui/Status.tsx";
import { Switch } from "../../ui/Switch.tsx";
import type { Column } from "../../ui/table/column.ts";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import styles from "./KubeletTab.module.css";
import { matchesSetting, readable } from "./settingRows.ts";

const COLUMNS: Column<KubeletSettingView>[] = [
  {
    key: "name",
    name: "Setting",
    value: ({ name }) => name,
    render: ({ name }) => (
      <span className={styles.name}>
        <code>{name}</code>
      </span>
    ),
  },
  {
    key: "value",
    name: "Value",
    width: "minmax(0, 1.6fr)",
    value: ({ value }) => readable(value),
    render: ({ name, value }) => (
      <>
        <code>{readable(value)}</code> <CopyButton text={readable(value)} what={`value of ${name}`} />
      </>
    ),
  },
  {
    key: "default",
    name: "Default",
    value: (row) => (row.default === null ? null : readable(row.default)),
    render: (row) =>
      row.default === null ? (
        <span className={styles.soft} title="It depends on the release or the machine.">
          none of its own
        </span>
      ) : (
        <code className={styles.soft}>{readable(row.default)}</code>
      ),
  },
  {
    key: "differs",
    name: "Differs",
    width: "120px",
    value: ({ differs }) => (differs ? "differs" : ""),
    render: ({ differs }) =>
      differs && (
        <Status tone="warn" symbol="square" look="strong">
          differs
        </Status>
      ),
  },
];

type Which = "all" | "differs";

const WHICH: readonly { value: Which; label: string }[] = [
  { value: "all", label: "All" },
  { value: "differs", label: "Differs" },
];

/** The settings the kubelet runs with; those that are not the default are marked. */
export const KubeletTab = ({ node }: { node: string }) => {
  const { feeds } = useLive();
  const feed = useFeed(feeds.nodeKubelet(node));
  const [words, setWords] = useState("");
  const [which, setWhich] = useState<Which>("all");
  const view = feed.rows.values().next().value;
  const settings = view?.settings ?? null;
  const rows = (settings ?? []).filter((row) => (which === "all" || row.differs) && matchesSetting(row, words));
  if (feed.failure) return <FeedNotice failure={feed.failure} what="The kubelet's settings" />;
  if (feed.status === "loading") return <Skeleton height={420} />;
  return (
    <Panel
      title={`Kubelet ${view?.version ?? ""}`.trim()}
      aside={
        settings && (
          <>
            <SearchField label="setting or value" value={words} onChange={setWords} />
            <Switch label="Which settings" value={which} options={WHICH} onChange={(chosen) => setWhich(chosen)} />
            <ExportButtons name={`kubelet-${node}`} rows={rows} columns={COLUMNS} />
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
      {settings && rows.length === 0 && (
        <Notice tone="quiet" symbol="question" title={`None of ${count(settings.length, "setting")} matches.`} />
      )}
      {rows.length > 0 && (
        <DataTable label="Kubelet settings" rows={rows} columns={COLUMNS} keyOf={({ name }) => name} />
      )}
    </Panel>
  );
};
