import { formatQuantity, formatQuantityInWords } from "../../format/quantity.ts";
import styles from "./Hull.module.css";
import type { Plan } from "./layout.ts";
import type { PlanResource, PodCell } from "./podCells.ts";

const SYSTEM: Record<PlanResource, string> = {
  memory: "system and kubelet",
  cpu: "system and kubelet",
  "ephemeral-storage": "images, system and all else",
};

interface WaterAndKeelProps {
  resource: PlanResource;
  capacity: number;
  usage: number;
  podsKnown: boolean;
  plan: Plan<PodCell>;
  system: number;
  /** The load line tells the room there is. */
  lined: boolean;
}

/** What is free, and what lies below the tiers. */
export const WaterAndKeel = ({ resource, capacity, usage, podsKnown, plan, system, lined }: WaterAndKeelProps) => (
  <>
    {!lined && plan.waterline > 22 && (
      <p className={styles.free} style={{ top: plan.waterline / 2 - 9 }}>
        <b>{formatQuantityInWords(resource, Math.max(0, capacity - usage))} free</b> of{" "}
        {formatQuantity(resource, capacity)}
      </p>
    )}
    <div
      className={styles.keel}
      data-known={podsKnown || undefined}
      style={{ top: plan.keel.y, height: plan.keel.height }}
    >
      {plan.keel.height >= 16 && (
        <span>
          {podsKnown ? SYSTEM[resource] : "in use, by pods and system: which pods is not known,"}{" "}
          {formatQuantity(resource, system)}
        </span>
      )}
    </div>
  </>
);
