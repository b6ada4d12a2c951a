import type { PodDetail } from "@bayplan/api/views";
import { list } from "../../format/words.ts";
import { Panel } from "../../ui/Panel.tsx";
import { Status } from "../../ui/Status.tsx";
import { isolationFacts, podFacts, type Fact } from "./isolation.ts";
import styles from "./PodPanels.module.css";

const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <ul className={styles.isolation}>
    {facts.map(({ words, open, unsaid, title }) => (
      <li key={words}>
        <Status tone={open ? "warn" : "quiet"} symbol={open ? "triangle" : unsaid ? "minus" : "check"} title={title}>
          {words}
        </Status>
      </li>
    ))}
  </ul>
);

/** What keeps it from the node and from others, as its spec says. */
export const Isolation = ({ detail: { isolation, hostPorts } }: { detail: PodDetail }) => (
  <Panel title="Isolation">
    <Facts facts={podFacts(isolation)} />
    {isolation.hostPaths.length > 0 && (
      <p className="soft">
        directories of the node: {list(isolation.hostPaths.map(({ volume, path }) => path ?? volume))}
      </p>
    )}
    {hostPorts.length > 0 && (
      <p className="soft">
        ports of the node:{" "}
        {list(
          hostPorts.map(
            ({ port, protocol, container, hostIP }) =>
              `${hostIP ?? ""}${hostIP ? ":" : ""}${port}/${protocol} (${container})`,
          ),
        )}
      </p>
    )}
    {isolation.containers.map((container) => (
      <div key={container.name} className={styles.more}>
        <h3>{container.name}</h3>
        <Facts facts={isolationFacts(container)} />
      </div>
    ))}
  </Panel>
);
