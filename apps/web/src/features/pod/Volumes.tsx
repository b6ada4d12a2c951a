import type { PodDetail } from "@bayplan/api/views";
import { list } from "../../format/words.ts";
import { Status } from "../../ui/Status.tsx";
import type { SymbolName, Tone } from "../../ui/Symbol.tsx";
import type { Column } from "../../ui/table/column.ts";
import { TablePanel } from "../../ui/table/TablePanel.tsx";

type Volume = PodDetail["volumes"][number];

const LOOKS: Record<Volume["state"], { tone: Tone; symbol: SymbolName; words: string }> = {
  wanted: { tone: "quiet", symbol: "wait", words: "not mounted yet" },
  blocked: { tone: "warn", symbol: "triangle", words: "blocked" },
  attached: { tone: "quiet", symbol: "wait", words: "attached, not mounted yet" },
  mounted: { tone: "ok", symbol: "check", words: "mounted" },
  inUse: { tone: "ok", symbol: "dot", words: "in use" },
  released: { tone: "quiet", symbol: "check", words: "released" },
  leftBehind: { tone: "warn", symbol: "triangle", words: "left behind" },
};

const COLUMNS: Column<Volume>[] = [
  { key: "name", name: "Volume", value: ({ name }) => name, copy: ({ name }) => name },
  { key: "type", name: "Type", value: ({ type }) => type, render: ({ type }) => type ?? "not known" },
  {
    key: "reference",
    name: "Of",
    value: ({ reference }) => reference,
    render: ({ reference, persistentVolume }) => (
      <span title={persistentVolume === null ? undefined : `PersistentVolume ${persistentVolume}`}>
        {reference ?? persistentVolume}
      </span>
    ),
  },
  {
    key: "persistentVolume",
    name: "PersistentVolume",
    fileOnly: true,
    value: ({ persistentVolume }) => persistentVolume,
  },
  {
    key: "attached",
    name: "Attached",
    width: "90px",
    value: ({ attachedAs }) => (attachedAs === null ? null : true),
    render: ({ attachedAs }) => attachedAs !== null && <span title={attachedAs}>yes</span>,
  },
  {
    key: "state",
    name: "State",
    width: "minmax(0, 1.6fr)",
    value: ({ state }) => state,
    render: ({ state, blocked }) => (
      <>
        <Status tone={LOOKS[state].tone} symbol={LOOKS[state].symbol}>
          {LOOKS[state].words}
          {blocked && `: ${blocked.reason}`}
        </Status>
        {blocked && <p>{blocked.message}</p>}
      </>
    ),
  },
  { key: "blocked", name: "Blocked by", fileOnly: true, value: ({ blocked }) => blocked?.reason ?? null },
  { key: "containers", name: "Used by", value: ({ containers }) => list(containers) },
];

export const Volumes = ({ volumes }: { volumes: readonly Volume[] }) => (
  <TablePanel
    title="Volumes"
    name="volumes"
    rows={volumes}
    columns={COLUMNS}
    keyOf={({ name }) => name}
    empty={<p>It has none.</p>}
  />
);
