import type { PodView } from "@bayplan/api/views";
import { formatQuantitiesApart, formatQuantity } from "../../format/quantity.ts";
import { count, sentence } from "../../format/words.ts";
import type { Rank } from "../eviction/ranks.ts";
import { Status } from "../../ui/Status.tsx";
import { isTroubled, lookOfContainer, lookOfPod, restartsOf } from "../pod/containerState.ts";
import { excessOf, PLAN_RESOURCES, usageOf, type PlanResource } from "./podCells.ts";
import styles from "./PodCard.module.css";

const NAMES: Record<PlanResource, string> = { memory: "memory", cpu: "cpu", "ephemeral-storage": "disk" };

const amounts = (
  pod: PodView,
  resource: PlanResource,
): { resource: PlanResource; uses: string; asked: string; limit: string } => {
  const usage = usageOf(pod, resource);
  const request = pod.requests[resource];
  const limit = pod.limits[resource];
  const [uses, asked, most] = formatQuantitiesApart(resource, [usage, request || null, limit || null]);
  return { resource, uses: uses ?? "no sample", asked: asked ?? "nothing", limit: most ?? "none" };
};

/** What hovering or focusing a cell tells. @param amount in the hull's unit; null without a sample. */
export const PodCard = ({
  pod,
  amount,
  resource,
  rank,
}: {
  pod: PodView;
  amount: number | null;
  resource: PlanResource;
  rank: Rank | undefined;
}) => {
  const excess = amount === null ? 0 : excessOf({ amount, request: pod.requests[resource] ?? 0 });
  const look = lookOfPod(pod);
  const restarts = restartsOf(pod);
  const devices = pod.containers.reduce((total, container) => total + container.devices.length, 0);
  return (
    <div className={styles.card}>
      <p className={styles.name}>{pod.name}</p>
      <p className={styles.place}>
        {pod.namespace} · <span data-tier-text={pod.qosClass}>{pod.qosClass}</span>
        {pod.priority !== 0 && ` · priority ${pod.priority}`}
      </p>
      <Status tone={look.tone} symbol={look.symbol} look="strong">
        {look.words}
      </Status>
      <table className={styles.amounts}>
        <thead>
          <tr>
            <td />
            <th scope="col">uses</th>
            <th scope="col">asked</th>
            <th scope="col">limit</th>
          </tr>
        </thead>
        <tbody>
          {PLAN_RESOURCES.map((each) => {
            const { uses, asked, limit } = amounts(pod, each);
            return (
              <tr key={each}>
                <th scope="row">{NAMES[each]}</th>
                <td>{uses}</td>
                <td>{asked}</td>
                <td>{limit}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {excess > 0 && <p>{formatQuantity(resource, excess)} above its request</p>}
      {rank && <p>{rank.place === null ? sentence(rank.why) : `Would go as number ${rank.place}: ${rank.why}`}</p>}
      {devices > 0 && <p>holds {count(devices, "device")}</p>}
      {pod.containers.filter(isTroubled).map((container) => (
        <p key={container.name} className={styles.trouble}>
          {container.name}: {lookOfContainer(container).words}
          {restarts > 0 && `, ${count(container.restarts, "restart")}`}
        </p>
      ))}
    </div>
  );
};
