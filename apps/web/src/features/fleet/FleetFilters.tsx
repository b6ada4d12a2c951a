import type { NodeRow } from "@bayplan/api/views";
import { useMemo, type ReactNode } from "react";
import { ChoiceField, SearchField } from "../../ui/Fields.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { lookOf } from "../sources/sourceState.ts";
import {
  AGENTS,
  CONDITIONS,
  conditionsOf,
  DEVICE_STATES,
  QOS,
  readFleetSearch,
  SORTS,
  VIEWS,
  type FleetSearch,
} from "./fleetSearch.ts";
import styles from "./FleetFilters.module.css";

const CONDITION_NAMES: Record<(typeof CONDITIONS)[number], string> = {
  ready: "ready",
  "not-ready": "not ready",
  pressure: "under pressure",
  cordoned: "cordoned",
  trouble: "containers in trouble",
};

const SORT_NAMES: Record<(typeof SORTS)[number], string> = {
  closest: "closest to evicting first",
  name: "by name",
  cpu: "most CPU first",
  pods: "most pods first",
  restarts: "most restarts first",
};

const DEVICE_NAMES: Record<(typeof DEVICE_STATES)[number], string> = {
  free: "has a free device",
  unhealthy: "has an unhealthy device",
};

const AGENT_NAMES: Record<(typeof AGENTS)[number], string> = {
  reporting: "agent reports",
  silent: "agent silent",
  none: "no agent",
};

const optionsOf = <Value extends string>(values: readonly Value[], names: Record<Value, string>) =>
  values.map((value) => ({ value, label: names[value] }));

interface FleetFiltersProps {
  rows: readonly NodeRow[];
  search: FleetSearch;
  onChange(search: FleetSearch): void;
  /** Beside the filters. */
  children?: ReactNode;
}

/** Narrows the fleet; all of it is in the address. */
export const FleetFilters = ({ rows, search, onChange, children }: FleetFiltersProps) => {
  const zones = useMemo(() => [...new Set(rows.flatMap(({ zone }) => zone ?? []))].toSorted(), [rows]);
  const pools = useMemo(() => [...new Set(rows.flatMap(({ pool }) => pool ?? []))].toSorted(), [rows]);
  const types = useMemo(() => [...new Set(rows.flatMap(conditionsOf))].toSorted(), [rows]);
  const states = useMemo(
    () => [...new Set(rows.flatMap(({ sources }) => sources.map(({ state }) => state)))].toSorted(),
    [rows],
  );
  const devices = useMemo(() => [...new Set(rows.flatMap((row) => row.devices.resources))].toSorted(), [rows]);
  const change = (part: Record<string, string>): void => onChange(readFleetSearch({ ...search, ...part }));
  return (
    <div className={styles.filters}>
      <SearchField label="name, label or pool" value={search.q ?? ""} onChange={(q) => change({ q })} />
      {(zones.length > 1 || search.zone !== undefined) && (
        <ChoiceField
          label="zone"
          value={search.zone ?? ""}
          options={zones.map((zone) => ({ value: zone, label: zone }))}
          onChange={(zone) => change({ zone })}
        />
      )}
      {(pools.length > 1 || search.pool !== undefined) && (
        <ChoiceField
          label="pool"
          value={search.pool ?? ""}
          options={pools.map((pool) => ({ value: pool, label: pool }))}
          onChange={(pool) => change({ pool })}
        />
      )}
      <ChoiceField
        label="condition"
        value={search.condition ?? ""}
        options={[...optionsOf(CONDITIONS, CONDITION_NAMES), ...types.map((type) => ({ value: type, label: type }))]}
        onChange={(condition) => change({ condition })}
      />
      <ChoiceField
        label="QoS class"
        value={search.qos ?? ""}
        options={QOS.map((qos) => ({ value: qos, label: `has ${qos} pods` }))}
        onChange={(qos) => change({ qos })}
      />
      {(devices.length > 0 || search.device !== undefined) && (
        <ChoiceField
          label="device"
          value={search.device ?? ""}
          options={[
            ...optionsOf(DEVICE_STATES, DEVICE_NAMES),
            ...devices.map((name) => ({ value: name, label: name })),
          ]}
          onChange={(device) => change({ device })}
        />
      )}
      <ChoiceField
        label="source state"
        value={search.source ?? ""}
        options={states.map((state) => ({ value: state, label: `a source ${lookOf(state).word}` }))}
        onChange={(source) => change({ source })}
      />
      <ChoiceField
        label="agent"
        value={search.agent ?? ""}
        options={optionsOf(AGENTS, AGENT_NAMES)}
        onChange={(agent) => change({ agent })}
      />
      <span className={styles.space} />
      {children}
      {search.view !== "table" && (
        <ChoiceField
          label="order"
          required
          value={search.sort ?? "closest"}
          options={optionsOf(SORTS, SORT_NAMES)}
          onChange={(sort) => change({ sort: sort === "closest" ? "" : sort })}
        />
      )}
      <Switch
        label="Show nodes as"
        value={search.view ?? "bays"}
        options={optionsOf(VIEWS, { bays: "Bays", table: "Table" })}
        onChange={(view) => change({ view: view === "bays" ? "" : view })}
      />
    </div>
  );
};
