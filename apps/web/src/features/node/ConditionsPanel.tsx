import type { NodeHeader } from "@bayplan/api/views";
import type { Condition } from "@bayplan/shared";
import { formatBytes } from "../../format/bytes.ts";
import { count } from "../../format/words.ts";
import { Age } from "../../ui/Age.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Status } from "../../ui/Status.tsx";
import type { SymbolName, Tone } from "../../ui/Symbol.tsx";
import styles from "./ConditionsPanel.module.css";

/** Conditions that are good when true; all others are good when false. */
const isGoodWhenTrue = (type: string): boolean => type.endsWith("Ready");

const lookOf = ({ type, status }: Condition): { tone: Tone; symbol: SymbolName } => {
  if (status === "Unknown") return { tone: "warn", symbol: "question" };
  const good = (status === "True") === isGoodWhenTrue(type);
  if (good) return { tone: "ok", symbol: "check" };
  return type.endsWith("Pressure") ? { tone: "danger", symbol: "triangle" } : { tone: "warn", symbol: "cross" };
};

const Conditions = ({ conditions, told }: { conditions: readonly Condition[]; told: string }) => (
  <ul className={styles.conditions}>
    {conditions.map((condition) => {
      const { tone, symbol } = lookOf(condition);
      return (
        <li key={condition.type}>
          <Status tone={tone} symbol={symbol} look="strong">
            {condition.type} {condition.status === "True" ? "" : condition.status.toLowerCase()}
          </Status>
          <span className={styles.text}>
            {condition.message || condition.reason || `${told} gives no reason.`}
            {condition.lastTransitionTime && (
              <>
                {" · for "}
                <Age at={condition.lastTransitionTime} />
              </>
            )}
          </span>
        </li>
      );
    })}
  </ul>
);

const Facts = ({ facts }: { facts: readonly (readonly [string, string])[] }) => (
  <dl className={styles.facts}>
    {facts.map(([name, value]) => (
      <div key={`${name} ${value}`}>
        <dt>{name}</dt>
        <dd>
          {value} <CopyButton text={value} what={name} />
        </dd>
      </div>
    ))}
  </dl>
);

/** What the API server and the runtime say of the node itself. */
export const ConditionsPanel = ({ header }: { header: NodeHeader }) => {
  const { row, conditions, runtime, taints, addresses, info, images } = header;
  const facts: [string, string][] = [
    ...addresses.map(({ type, address }): [string, string] => [type, address]),
    ...(info
      ? ([
          ["kernel", info.kernelVersion],
          ["system", info.osImage],
          ["architecture", info.architecture],
          ["boot id", info.bootID],
        ] satisfies [string, string][])
      : []),
    ...(runtime?.cgroupDriver ? [["cgroup driver", runtime.cgroupDriver] as [string, string]] : []),
  ];
  return (
    <div className={styles.panels}>
      <Panel title="Conditions">
        {conditions.length === 0 && (
          <Notice tone="unknown" symbol="question" title="The API server has told no conditions." />
        )}
        <Conditions conditions={conditions} told="The kubelet" />
      </Panel>
      <Panel
        title="Runtime"
        aside={runtime && <span className={styles.text}>{`${runtime.name} ${runtime.version}`}</span>}
      >
        {!runtime && (
          <Notice tone="unknown" symbol="question" title="The runtime has not been asked, or did not answer." />
        )}
        {runtime && <Conditions conditions={runtime.conditions} told="The runtime" />}
        {images && (
          <p className={styles.text}>{`${count(images.count, "image")}, ${formatBytes(images.bytes)} on disk`}</p>
        )}
      </Panel>
      <Panel title="Machine">
        {facts.length === 0 ? (
          <p className={styles.text}>Only the API server tells this, and it has not.</p>
        ) : (
          <Facts facts={facts} />
        )}
      </Panel>
      <Panel title="Taints and labels">
        {taints.length === 0 && <p className={styles.text}>No taints.</p>}
        <Facts facts={taints.map(({ key, value, effect }) => [effect, value ? `${key}=${value}` : key])} />
        <Facts facts={Object.entries(row.labels).toSorted(([a], [b]) => a.localeCompare(b))} />
      </Panel>
    </div>
  );
};
