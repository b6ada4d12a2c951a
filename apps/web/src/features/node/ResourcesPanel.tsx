import type { ResourceView } from "@bayplan/api/views";
import type { Time } from "@bayplan/shared";
import { formatExactQuantity, formatQuantity, formatQuantityInWords } from "../../format/quantity.ts";
import { Age } from "../../ui/Age.tsx";
import { Legend } from "../../ui/Legend.tsx";
import { Meter } from "../../ui/Meter.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Quantity } from "../../ui/Quantity.tsx";
import { Status } from "../../ui/Status.tsx";
import styles from "./ResourcesPanel.module.css";

const FIRST = ["cpu", "memory", "ephemeral-storage", "pods"];

const rank = ({ name }: ResourceView): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);

/** Those that matter on any node first; hugepages that do not exist are left out. */
const inOrder = (resources: readonly ResourceView[]): ResourceView[] =>
  resources
    .filter(({ name, capacity }) => !(name.startsWith("hugepages-") && !capacity))
    .toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));

const Whole = ({ resource: { name, allocatable, capacity } }: { resource: ResourceView }) => {
  const whole = allocatable ?? capacity;
  return whole === null ? (
    "?"
  ) : (
    <span title={`${formatExactQuantity(name, whole)} ${allocatable === null ? "in all" : "allocatable"}`}>
      {formatQuantityInWords(name, whole)}
    </span>
  );
};

const ResourceLine = ({ resource }: { resource: ResourceView }) => (
  <li>
    <div className={styles.head}>
      <b>{resource.name}</b>
      <span>
        {resource.usage !== null && (
          <>
            <Quantity resource={resource.name} amount={resource.usage} /> used{resource.name === "pods" ? " " : " · "}
          </>
        )}
        {resource.name !== "pods" && (
          <>
            <Quantity resource={resource.name} amount={resource.requests} unknown="?" /> asked{" "}
          </>
        )}
        of <Whole resource={resource} />
      </span>
    </div>
    <Meter
      resource={resource.name}
      usage={resource.usage ?? (resource.name === "pods" || resource.name.includes("/") ? resource.requests : null)}
      capacity={resource.capacity}
      request={resource.requests}
      allocatable={resource.allocatable}
    />
    {resource.limits !== null &&
      resource.allocatable !== null &&
      resource.limits > resource.allocatable &&
      (resource.name === "cpu" || resource.name === "memory") && (
        <p className={styles.note}>limits add up to {formatQuantity(resource.name, resource.limits)}</p>
      )}
  </li>
);

interface ResourcesPanelProps {
  resources: readonly ResourceView[];
  sampledAt: Time | null;
  /** False: the usage is not of the present. */
  live: boolean;
}

/** Capacity, allocatable, requests and usage of each resource, on one bar each. */
export const ResourcesPanel = ({ resources, sampledAt, live }: ResourcesPanelProps) => (
  <Panel
    title="Resources"
    aside={
      sampledAt && (
        <span className={styles.age}>
          <Status tone={live ? "quiet" : "warn"} symbol={live ? "dot" : "dashed"}>
            {live ? "sample " : "last sample, "}
            <Age at={sampledAt} suffix=" old" />
          </Status>
        </span>
      )
    }
  >
    {resources.length === 0 && <p className={styles.note}>No source tells this node's resources yet.</p>}
    <ul className={styles.resources}>
      {inOrder(resources).map((resource) => (
        <ResourceLine key={resource.name} resource={resource} />
      ))}
    </ul>
    {resources.length > 0 && (
      <div className={styles.legend}>
        <Legend
          entries={[
            { swatch: "used", label: "used" },
            { swatch: "asked", label: "asked for" },
            { swatch: "reserved", label: "kept from pods" },
          ]}
        />
      </div>
    )}
  </Panel>
);
