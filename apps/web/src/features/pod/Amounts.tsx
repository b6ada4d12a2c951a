import type { PodView } from "@bayplan/api/views";
import { fromNanoCores } from "../../format/cores.ts";
import {
  formatExactQuantity,
  formatQuantitiesApart,
  formatQuantityInWords,
  formatShare,
} from "../../format/quantity.ts";
import { Meter } from "../../ui/Meter.tsx";
import { nearLimit, type NearLimit } from "./nearLimit.ts";
import styles from "./PodPage.module.css";

/** Less than this share of a limit left is close. */
const CLOSE_SHARE = 0.1;

const isClose = ({ left, limit }: NearLimit): boolean => left < limit * CLOSE_SHARE;

/** What happens there. */
const AT_LIMIT = { memory: "is killed there", cpu: "is slowed there" } as const;

const Near = ({ resource, near }: { resource: "memory" | "cpu"; near: NearLimit }) => {
  const { container, usage, limit, left } = near;
  return (
    <p
      className={styles.near}
      title={`${container} uses ${formatExactQuantity(resource, usage)} of its limit of ${formatExactQuantity(resource, limit)} and ${AT_LIMIT[resource]}.`}
    >
      nearest to its own limit: {container},{" "}
      <b data-close={isClose(near) || undefined}>
        {left <= 0 && resource === "cpu"
          ? "at it"
          : left < 0
            ? `${formatQuantityInWords(resource, -left)} beyond it`
            : `${formatQuantityInWords(resource, left)} (${formatShare(left / limit)}) left`}
      </b>
    </p>
  );
};

const LINES = [
  { resource: "memory", usageOf: ({ workingSetBytes }: PodView) => workingSetBytes },
  {
    resource: "cpu",
    usageOf: ({ cpuNanoCores }: PodView) => (cpuNanoCores === null ? null : fromNanoCores(cpuNanoCores)),
  },
  { resource: "ephemeral-storage", usageOf: ({ ephemeralStorageBytes }: PodView) => ephemeralStorageBytes },
] as const;

/** What the pod uses against what it asked for and may have, and how much its container nearest to a limit has left. */
export const Amounts = ({ pod }: { pod: PodView }) => (
  <ul className={styles.amounts}>
    {LINES.map(({ resource, usageOf }) => {
      const usage = usageOf(pod);
      const request = pod.requests[resource] || null;
      const limit = pod.limits[resource] || null;
      const [used, asked, most] = formatQuantitiesApart(resource, [usage, request, limit]);
      const unit = resource === "cpu" ? " CPU" : "";
      const near = resource === "ephemeral-storage" ? null : nearLimit(pod.containers, resource);
      return (
        <li key={resource}>
          <div className={styles.amountHead}>
            <b>{resource}</b>
            <span>
              <span title={usage === null ? "No source tells." : formatExactQuantity(resource, usage)}>
                {used === null ? "no sample" : `${used}${unit} used`}
              </span>{" "}
              · {asked === null ? "nothing asked" : `${asked}${unit} asked`} ·{" "}
              {most === null ? "no limit" : `limit ${most}${unit}`}
            </span>
          </div>
          {(request !== null || limit !== null) && (
            <Meter
              resource={resource}
              usage={usage}
              capacity={Math.max(limit ?? 0, request ?? 0, usage ?? 0)}
              request={request}
              tone={near !== null && isClose(near) ? "warn" : "plain"}
            />
          )}
          {near && resource !== "ephemeral-storage" && <Near resource={resource} near={near} />}
        </li>
      );
    })}
  </ul>
);
