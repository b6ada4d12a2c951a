import type { NodeHeader } from "@bayplan/api/views";
import { Link } from "../../app/Link.tsx";
import { formatQuantity } from "../../format/quantity.ts";
import { Age } from "../../ui/Age.tsx";
import { CommandMenu } from "../../ui/CommandMenu.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Status } from "../../ui/Status.tsx";
import { isEvicting, isNarrow, lineWords, pressureWords } from "../fleet/outlook.ts";
import { SourceDots } from "../sources/SourceDots.tsx";
import { nodeCommands } from "./commands.ts";
import styles from "./NodeHead.module.css";

const Ready = ({ ready, message }: { ready: boolean | null; message: string }) => {
  if (ready === null)
    return (
      <Status look="pill" tone="unknown" symbol="question" title="The API server has not said.">
        readiness not known
      </Status>
    );
  return ready ? (
    <Status look="pill" tone="ok" symbol="check">
      Ready
    </Status>
  ) : (
    <Status look="pill" tone="warn" symbol="dashed" title={message}>
      Not ready
    </Status>
  );
};

const Badges = ({ header: { row, taints } }: { header: NodeHeader }) => (
  <div className={styles.badges}>
    <Ready ready={row.ready} message={row.readyMessage} />
    {row.pressure.length > 0 && (
      <Status look="pill" tone="warn" symbol="triangle">
        {pressureWords(row.pressure)} pressure
      </Status>
    )}
    {isEvicting(row) && (
      <Status look="pill" tone="danger" symbol="evicting">
        {lineWords(row)}
      </Status>
    )}
    {isNarrow(row) && (
      <Status look="pill" tone="warn" symbol="triangle">
        {lineWords(row)}
        {row.eviction?.meetsAt && ", falling"}
      </Status>
    )}
    {row.unschedulable && (
      <Status look="pill" tone="quiet" symbol="slash" title="No new pods are scheduled here.">
        cordoned
      </Status>
    )}
    {taints.length > 0 && (
      <Status
        look="pill"
        tone="quiet"
        symbol="minus"
        title={taints.map(({ key, value, effect }) => `${key}${value ? `=${value}` : ""}:${effect}`).join("\n")}
      >
        {taints.length === 1 ? "1 taint" : `${taints.length} taints`}
      </Status>
    )}
    {row.agent.state === "silent" && (
      <Status look="pill" tone="warn" symbol="dashed">
        agent silent
        {row.agent.since && (
          <>
            {" for "}
            <Age at={row.agent.since} />
          </>
        )}
      </Status>
    )}
    {row.agent.state === "none" && (
      <Status look="pill" tone="unknown" symbol="minus">
        no agent
      </Status>
    )}
  </div>
);

const factsOf = ({ row, runtime, info }: NodeHeader): string[] => {
  const size = [
    row.cpu.capacity === null ? null : `${formatQuantity("cpu", row.cpu.capacity)} CPU`,
    row.memory.capacity === null ? null : formatQuantity("memory", row.memory.capacity),
    row.devices.total > 0 ? `${row.devices.total} devices` : null,
  ]
    .filter((part) => part !== null)
    .join(", ");
  const runtimeName = runtime ? `${runtime.name} ${runtime.version}` : row.runtimeVersion?.replace("://", " ");
  return [
    row.kubeletVersion ? `kubelet ${row.kubeletVersion.replace(/^v/, "")}` : null,
    runtimeName,
    size,
    row.operatingSystem ?? info?.osImage,
    info?.architecture,
  ].filter((fact) => fact !== null && fact !== undefined && fact !== "") as string[];
};

/** Who this node is, how it fares in a glance, and how fresh that is. */
export const NodeHead = ({ header }: { header: NodeHeader }) => {
  const { row } = header;
  return (
    <header className={styles.head}>
      <nav className={styles.trail} aria-label="Where this is">
        <Link to="/">Fleet</Link>
        {row.pool && (
          <Link to="/" search={{ pool: row.pool }}>
            pool {row.pool}
          </Link>
        )}
        {row.zone && (
          <Link to="/" search={{ zone: row.zone }}>
            {row.zone}
          </Link>
        )}
      </nav>
      <div className={styles.title}>
        <h1>{row.name}</h1>
        <CopyButton text={row.name} what="node's name" />
        <CommandMenu of={row.name} commands={nodeCommands(row.name)} />
        <Badges header={header} />
      </div>
      <div className={styles.facts}>
        <ul>
          {factsOf(header).map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
        <SourceDots sources={row.sources} />
      </div>
    </header>
  );
};
