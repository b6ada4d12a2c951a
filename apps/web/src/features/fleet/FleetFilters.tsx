import type { NodeRow } from "@bayplan/api/views";
import { useMemo } from "react";
import { ChoiceField, SearchField } from "../../ui/Fields.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { lookOf } from "../sources/sourceState.ts";
import { AGENTS, CONDITIONS, readFleetSearch, SORTS, VIEWS, type FleetSearch } from "./fleetSearch.ts";
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
}

/** Narrows the fleet; all of it is in the address. */
export const FleetFilters = ({ rows, search, onChange }: FleetFiltersProps) => {
  const zones = useMemo(() => [...new Set(rows.flatMap(({ zone }) => zone ?? []))].toSorted(), [rows]);
  const states = useMemo(
    () => [...new Set(rows.flatMap(({ sources }) => sources.map(({ state }) => state)))].toSorted(),
    [rows],
  );
  const change = (part: Record<string, string>): void => onChange(readFleetSearch({ ...search, ...part }));
  return (
    <div className={styles.filters}>
      <SearchField label="name, label or pool" value={search.q ?? ""} onChange={(q) => change({ q })} />
      {zones.length > 1 && (
        <ChoiceField
          label="zone"
          value={search.zone ?? ""}
          options={zones.map((zone) => ({ value: zone, label: zone }))}
          onChange={(zone) => change({ zone })}
        />
      )}
      <ChoiceField
        label="condition"
        value={search.condition ?? ""}
        options={optionsOf(CONDITIONS, CONDITION_NAMES)}
        onChange={(condition) => change({ condition })}
      />
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
