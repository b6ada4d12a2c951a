import type { NodeResourceView } from "@bayplan/api/views";
import { formatQuantityInWords } from "../../format/quantity.ts";
import { Legend, type Swatch } from "../../ui/Legend.tsx";
import { Meter } from "../../ui/Meter.tsx";
import styles from "./CapacityBars.module.css";

const LEGEND: { swatch: Swatch; label: string }[] = [
  { swatch: "used", label: "used" },
  { swatch: "asked", label: "requests" },
  { swatch: "free", label: "free" },
  { swatch: "reserved", label: "reserved" },
];

const wordsOf = ({ name, usage, requests, allocatable }: NodeResourceView): string =>
  [
    usage === null ? "" : `${formatQuantityInWords(name, usage)} used`,
    requests === null ? "" : `${formatQuantityInWords(name, requests)} requested`,
    allocatable === null ? "" : `${formatQuantityInWords(name, allocatable)} allocatable`,
  ]
    .filter((part) => part !== "")
    .join(" · ");

/** Each resource to the scale of its capacity: what is used, what was asked for, what pods cannot have. */
export const CapacityBars = ({ resources }: { resources: readonly NodeResourceView[] }) => {
  const drawn = resources.filter(({ capacity }) => capacity !== null && capacity > 0);
  if (drawn.length === 0) return null;
  return (
    <div className={styles.bars}>
      <Legend entries={LEGEND} />
      <ul>
        {drawn.map((resource) => (
          <li key={resource.name}>
            <b>{resource.name}</b>
            <div className={styles.bar}>
              <Meter
                resource={resource.name}
                usage={resource.usage}
                capacity={resource.capacity}
                request={resource.requests}
                allocatable={resource.allocatable}
                tall
              />
            </div>
            <span>{wordsOf(resource)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
};
