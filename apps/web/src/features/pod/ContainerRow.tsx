import type { ContainerView } from "@bayplan/api/views";
import { fromNanoCores } from "../../format/cores.ts";
import { shortId, shortImage } from "../../format/ids.ts";
import { formatQuantity } from "../../format/quantity.ts";
import { Age } from "../../ui/Age.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Meter } from "../../ui/Meter.tsx";
import { Quantity } from "../../ui/Quantity.tsx";
import { Status } from "../../ui/Status.tsx";
import styles from "./ContainerRow.module.css";
import { exitTone, exitWords, lookOfContainer } from "./containerState.ts";
import { NextTry } from "./NextTry.tsx";
import { nextTryAt } from "./nextTry.ts";
import { probeWords } from "./probes.ts";

const TYPES: Record<ContainerView["type"], string> = {
  container: "",
  init: "init",
  sidecar: "sidecar",
  ephemeral: "ephemeral",
};

const LastExit = ({ exit }: { exit: NonNullable<ContainerView["lastExit"]> }) => (
  <Status tone={exitTone(exit)} symbol={exit.exitCode === 0 ? "check" : "cross"}>
    {exitWords(exit)}
    {exit.at && (
      <>
        {", "}
        <Age at={exit.at} suffix=" ago" />
      </>
    )}
  </Status>
);

/** The amount, what was asked and the limit, with a bar as wide as the larger of those. */
const Usage = ({
  resource,
  usage,
  request,
  limit,
}: {
  resource: string;
  usage: number | null;
  request: number | undefined;
  limit: number | undefined;
}) => {
  const bound = limit ?? request;
  return (
    <span className={styles.usage}>
      <span>
        <Quantity resource={resource} amount={usage} unknown="–" />
        {bound !== undefined && bound > 0 && <small> of {formatQuantity(resource, bound)}</small>}
      </span>
      {bound !== undefined && bound > 0 && (
        <Meter
          resource={resource}
          usage={usage}
          capacity={Math.max(bound, usage ?? 0)}
          request={request ?? null}
          tone={limit !== undefined && usage !== null && usage > limit * 0.9 ? "warn" : "plain"}
        />
      )}
    </span>
  );
};

const detailOf = ({ message, runtimeState, state }: ContainerView): string | undefined => {
  const drift = runtimeState !== null && runtimeState !== state ? `The runtime says ${runtimeState}.` : "";
  return [message, drift].filter(Boolean).join(" ") || undefined;
};

const CONTAINER_COLUMNS = ["Container", "State", "Restarts", "Last exit", "Memory", "CPU", "Image"] as const;

/** One container in a line of the table that `ContainerColumns` heads. */
export const ContainerRow = ({ container }: { container: ContainerView }) => {
  const look = lookOfContainer(container);
  const detail = detailOf(container);
  const tryAt = nextTryAt(container);
  const probes = probeWords(container.probes);
  return (
    <div role="row" className={styles.row}>
      <div role="cell" className={styles.name}>
        {container.name}
        {TYPES[container.type] && <small>{TYPES[container.type]}</small>}
        {container.containerId && <CopyButton text={shortId(container.containerId)} what="container id" />}
      </div>
      <div role="cell">
        <Status tone={look.tone} symbol={look.symbol} title={detail}>
          {look.words}
          {container.since && (
            <>
              {" · "}
              <Age at={container.since} />
            </>
          )}
        </Status>
        {tryAt !== null && (
          <p className={styles.detail}>
            <NextTry at={tryAt} />
          </p>
        )}
        {detail && look.tone !== "ok" && (
          <p className={styles.detail} title={detail}>
            {detail}
          </p>
        )}
        {probes && (
          <p className={styles.detail} title={probes.title}>
            {probes.words}
          </p>
        )}
        {container.devices.length > 0 && (
          <p className={styles.detail} title={container.devices.map(({ id }) => id).join("\n")}>
            holds {container.devices.map(({ id }) => shortId(id)).join(", ")}
          </p>
        )}
        {container.cpuIds.length > 0 && (
          <p className={styles.detail} title={`CPUs ${container.cpuIds.join(", ")}`}>
            {container.cpuIds.length === 1 ? "1 CPU of its own" : `${container.cpuIds.length} CPUs of its own`}
          </p>
        )}
      </div>
      <div
        role="cell"
        data-label="restarts"
        className={styles.restarts}
        data-some={container.restarts > 0 || undefined}
      >
        {container.restarts}
      </div>
      <div role="cell" data-label="last exit">
        {container.lastExit ? <LastExit exit={container.lastExit} /> : <span className={styles.none}>–</span>}
      </div>
      <div role="cell" data-label="memory">
        <Usage
          resource="memory"
          usage={container.workingSetBytes}
          request={container.requests.memory}
          limit={container.limits.memory}
        />
      </div>
      <div role="cell" data-label="cpu">
        <Usage
          resource="cpu"
          usage={container.cpuNanoCores === null ? null : fromNanoCores(container.cpuNanoCores)}
          request={container.requests.cpu}
          limit={container.limits.cpu}
        />
        {container.throttledShare !== null && container.throttledShare > 0.01 && (
          <small className={styles.detail}>throttled {Math.round(container.throttledShare * 100)} % of the time</small>
        )}
      </div>
      <div role="cell" className={styles.image} title={container.image}>
        {shortImage(container.image)}
      </div>
    </div>
  );
};

/** The heads of the columns; on narrow screens each figure carries its own. */
export const ContainerColumns = () => (
  <div role="row" className={styles.columns}>
    {CONTAINER_COLUMNS.map((column) => (
      <div key={column} role="columnheader">
        {column}
      </div>
    ))}
  </div>
);
