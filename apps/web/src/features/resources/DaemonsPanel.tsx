import type { NodeHeader } from "@bayplan/api/views";
import { fromNanoCores } from "../../format/cores.ts";
import { Panel } from "../../ui/Panel.tsx";
import { Quantity } from "../../ui/Quantity.tsx";
import styles from "./ResourcesTab.module.css";

/** What the node's daemons use, beside what is set aside for them. */
export const DaemonsPanel = ({ system: { daemons, reserved } }: { system: NodeHeader["system"] }) => (
  <Panel title="The node's own daemons">
    {daemons.length === 0 && <p className={styles.soft}>The kubelet's sample does not tell of them.</p>}
    <dl className={styles.facts}>
      {daemons.map(({ name, cpuNanoCores, workingSetBytes }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Quantity resource="cpu" amount={cpuNanoCores === null ? null : fromNanoCores(cpuNanoCores)} unknown="–" />{" "}
            CPU, <Quantity resource="memory" amount={workingSetBytes} unknown="–" />
          </dd>
        </div>
      ))}
      <div>
        <dt>set aside</dt>
        <dd>
          {reserved === null ? (
            "not known: /configz does not answer, the Sources tab says why"
          ) : (
            <>
              <Quantity resource="cpu" amount={fromNanoCores(reserved.cpuNanoCores)} /> CPU,{" "}
              <Quantity resource="memory" amount={reserved.memoryBytes} />
            </>
          )}
        </dd>
      </div>
    </dl>
  </Panel>
);
