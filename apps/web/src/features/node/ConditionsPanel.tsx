import type { NodeHeader, SourceView } from "@bayplan/api/views";
import type { Condition } from "@bayplan/shared";
import type { CSSProperties, ReactNode } from "react";
import { formatBytes } from "../../format/bytes.ts";
import { count } from "../../format/words.ts";
import { Age } from "../../ui/Age.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Status } from "../../ui/Status.tsx";
import type { SymbolName, Tone } from "../../ui/Symbol.tsx";
import type { Column } from "../../ui/table/column.ts";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import layout from "../../ui/layout.module.css";
import { lookOf as lookOfSource, worstOf } from "../sources/sourceState.ts";
import styles from "./ConditionsPanel.module.css";

/** Of a node's conditions only its readiness is good when true; of a runtime's all are (CRI, `RuntimeCondition`). */
const isGood = ({ type, status }: Condition, teller: Teller): boolean =>
  (status === "True") === (teller === "runtime" || type.endsWith("Ready"));

type Teller = "kubelet" | "runtime";

const lookOf = (condition: Condition, teller: Teller): { tone: Tone; symbol: SymbolName } => {
  const { type, status } = condition;
  if (status === "Unknown") return { tone: "warn", symbol: "question" };
  if (isGood(condition, teller)) return { tone: "ok", symbol: "check" };
  return type.endsWith("Pressure") ? { tone: "danger", symbol: "triangle" } : { tone: "warn", symbol: "cross" };
};

const CONDITION_COLUMNS: readonly Column<Condition>[] = [
  { key: "type", name: "Condition", value: ({ type }) => type },
  { key: "status", name: "Status", value: ({ status }) => status },
  { key: "reason", name: "Reason", value: ({ reason }) => reason || null },
  { key: "message", name: "Message", value: ({ message }) => message || null },
  { key: "lastTransitionTime", name: "Since", value: ({ lastTransitionTime }) => lastTransitionTime ?? null },
];

/** Its own words; of what is as it should be there need be none. */
const wordsOf = (condition: Condition, teller: Teller): string =>
  condition.message || condition.reason || (isGood(condition, teller) ? "" : `The ${teller} gives no reason.`);

const Conditions = ({ conditions, teller }: { conditions: readonly Condition[]; teller: Teller }) => (
  <ul className={styles.conditions}>
    {conditions.map((condition) => {
      const { tone, symbol } = lookOf(condition, teller);
      return (
        <li key={condition.type}>
          <Status tone={tone} symbol={symbol} look="strong">
            {condition.type} {condition.status === "True" ? "" : condition.status.toLowerCase()}
          </Status>
          <span className={styles.text}>
            {wordsOf(condition, teller)}
            {condition.lastTransitionTime && (
              <>
                {wordsOf(condition, teller) && " · "}for <Age at={condition.lastTransitionTime} />
              </>
            )}
          </span>
        </li>
      );
    })}
  </ul>
);

/** `kubernetes.io/arch` breaks behind its slash, not within a word. */
const breakable = (name: string): ReactNode => {
  const slash = name.indexOf("/") + 1;
  return slash === 0 ? (
    name
  ) : (
    <>
      {name.slice(0, slash)}
      <wbr />
      {name.slice(slash)}
    </>
  );
};

const Facts = ({ facts }: { facts: readonly (readonly [string, string])[] }) => (
  <dl className={styles.facts}>
    {facts.map(([name, value]) => (
      <div key={`${name} ${value}`} data-calm>
        <dt>{breakable(name)}</dt>
        <dd>
          {value} <CopyButton text={value} what={name} />
        </dd>
      </div>
    ))}
  </dl>
);

/** Why nothing is told of the runtime: no call to it answers, or none has been made. */
const RuntimeUnknown = ({ sources }: { sources: readonly SourceView[] }) => {
  const calls = sources.filter(({ source }) => source === "cri");
  const worst = calls.every(({ state }) => state !== "ok") ? worstOf(calls) : null;
  if (!worst) return <Notice tone="unknown" symbol="question" title="The runtime has not been asked yet." />;
  const { tone, symbol, word, advice } = lookOfSource(worst.state);
  return (
    <Notice tone={tone} symbol={symbol} title={`The runtime's socket is ${word}.`}>
      {worst.message || advice}
    </Notice>
  );
};

const UNTOLD = "Only the API server tells this, and it has not.";

/** These hold lines of a few words. */
const NARROW = { "--narrowest": "300px" } as CSSProperties;

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
    <div className={layout.columns} style={NARROW}>
      <Panel
        title="Conditions"
        aside={
          <ExportButtons
            name="conditions"
            rows={[...conditions, ...(runtime?.conditions ?? [])]}
            columns={CONDITION_COLUMNS}
          />
        }
      >
        {conditions.length === 0 && (
          <Notice tone="unknown" symbol="question" title="The API server has told no conditions." />
        )}
        <Conditions conditions={conditions} teller="kubelet" />
      </Panel>
      <Panel
        title="Runtime"
        aside={runtime && <span className={styles.text}>{`${runtime.name} ${runtime.version}`}</span>}
      >
        {!runtime && <RuntimeUnknown sources={row.sources} />}
        {runtime && <Conditions conditions={runtime.conditions} teller="runtime" />}
        {images && (
          <p className={styles.text}>{`${count(images.count, "image")}, ${formatBytes(images.bytes)} on disk`}</p>
        )}
      </Panel>
      <Panel title="Machine">
        {facts.length === 0 ? <p className={styles.text}>{UNTOLD}</p> : <Facts facts={facts} />}
      </Panel>
      <Panel title="Taints and labels">
        {taints.length === 0 && <p className={styles.text}>{info === null ? UNTOLD : "No taints."}</p>}
        <Facts facts={taints.map(({ key, value, effect }) => [effect, value ? `${key}=${value}` : key])} />
        <Facts facts={Object.entries(row.labels).toSorted(([a], [b]) => a.localeCompare(b))} />
      </Panel>
    </div>
  );
};
