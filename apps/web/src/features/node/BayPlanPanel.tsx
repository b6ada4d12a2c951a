import type { NodeHeader, PodView } from "@bayplan/api/views";
import { Legend } from "../../ui/Legend.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { BayPlan } from "../bayPlan/BayPlan.tsx";
import type { PlanResource } from "../bayPlan/podCells.ts";
import { pictureOf } from "../sources/sourceState.ts";
import styles from "./BayPlanPanel.module.css";

const RESOURCES = [
  { value: "memory", label: "Memory" },
  { value: "cpu", label: "CPU" },
] as const;

interface BayPlanPanelProps {
  header: NodeHeader;
  pods: readonly PodView[];
  resource: PlanResource;
  onResource(resource: PlanResource): void;
}

export const BayPlanPanel = ({ header: { row }, pods, resource, onResource }: BayPlanPanelProps) => (
  <Panel
    title="Bay plan"
    aside={
      <>
        <Switch label="Drawn by" value={resource} options={RESOURCES} onChange={onResource} />
        {pictureOf(row).state === "live" && (
          <div className={styles.legend}>
            <Legend
              entries={[
                { swatch: "above", label: "above its request" },
                { swatch: "free", label: "free" },
              ]}
            />
          </div>
        )}
      </>
    }
  >
    <BayPlan
      node={row.name}
      resource={resource}
      capacity={row[resource].capacity}
      usage={row[resource].usage}
      pods={pods}
      podsKnown={row.pods !== null}
      sources={row.sources}
      picture={pictureOf(row)}
    />
  </Panel>
);
