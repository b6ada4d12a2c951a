import { formatQuantity, formatQuantityInWords } from "../../format/quantity.ts";
import styles from "./Hull.module.css";
import type { Ballast, Plan } from "./layout.ts";
import type { PlanResource, PodCell } from "./podCells.ts";

const OF_NO_POD: Record<PlanResource, { name: string; title: string }> = {
  memory: {
    name: "not of any pod",
    title: "Kernel, caches and daemons: what the node uses beside its pods, by one sample.",
  },
  cpu: { name: "not of any pod", title: "Kernel and daemons: what the node uses beside its pods, by one sample." },
  "ephemeral-storage": { name: "images, system and all else", title: "Everything on the disk that no pod wrote." },
};

/** Pixels that the keel's own name takes. */
const NAME_HEIGHT = 16;

/** The keel has no room for its name: that stands beside it. */
export const isThin = ({ keel }: Plan<PodCell>): boolean => keel.height < NAME_HEIGHT;

/** What the keel is, and how much. */
export const keelWords = (resource: PlanResource, podsKnown: boolean, amount: number) => ({
  ...(podsKnown
    ? OF_NO_POD[resource]
    : { name: "pods and system", title: "No source tells which pods are there, and what of this is theirs." }),
  amount: formatQuantity(resource, amount),
});

interface WaterAndKeelProps {
  resource: PlanResource;
  capacity: number;
  usage: number;
  podsKnown: boolean;
  plan: Plan<PodCell>;
  ballast: Ballast;
  /** The load line tells the room there is. */
  lined: boolean;
}

/** What is free, and what lies below the tiers. */
export const WaterAndKeel = ({ resource, capacity, usage, podsKnown, plan, ballast, lined }: WaterAndKeelProps) => (
  <>
    {!lined && plan.waterline > 22 && (
      <p className={styles.free} style={{ top: plan.waterline / 2 - 9 }}>
        <b>{formatQuantityInWords(resource, Math.max(0, capacity - usage))} free</b> of{" "}
        {formatQuantity(resource, capacity)}
      </p>
    )}
    {plan.apart.height >= 1 && (
      <div
        className={styles.keel}
        style={{ top: plan.apart.y, height: plan.apart.height }}
        title="Of pods that have gone since the sample, or have none of their own yet."
      >
        {plan.apart.height >= NAME_HEIGHT && <span>pods without a cell {formatQuantity(resource, ballast.apart)}</span>}
      </div>
    )}
    <div
      className={styles.keel}
      data-known={podsKnown || undefined}
      style={{ top: plan.keel.y, height: plan.keel.height }}
      title={keelWords(resource, podsKnown, ballast.system).title}
    >
      {!isThin(plan) && (
        <span>
          {podsKnown ? OF_NO_POD[resource].name : "in use, by pods and system: which pods is not known,"}{" "}
          {formatQuantity(resource, ballast.system)}
        </span>
      )}
    </div>
  </>
);
