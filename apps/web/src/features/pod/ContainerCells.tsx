import type { ContainerView } from "@bayplan/api/views";
import { shortId } from "../../format/ids.ts";
import { formatQuantity } from "../../format/quantity.ts";
import { Age } from "../../ui/Age.tsx";
import { Meter } from "../../ui/Meter.tsx";
import { Quantity } from "../../ui/Quantity.tsx";
import { Status } from "../../ui/Status.tsx";
import styles from "./ContainerRow.module.css";
import { exitTone, exitWords, lookOfContainer } from "./containerState.ts";
import { NextTry } from "./NextTry.tsx";
import { probeWords } from "./probes.ts";

export const LastExit = ({ exit }: { exit: ContainerView["lastExit"] }) =>
  exit === null ? (
    <span className={styles.none}>–</span>
  ) : (
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

interface UsageProps {
  resource: string;
  usage: number | null;
  request: number | undefined;
  limit: number | undefined;
}

/** The amount, what was asked and the limit, with a bar as wide as the larger of those. */
export const Usage = ({ resource, usage, request, limit }: UsageProps) => {
  const bound = limit ?? request;
  return (
    <span className={styles.usage}>
      <Quantity resource={resource} amount={usage} unknown="–" />
      {bound !== undefined && bound > 0 && <small>{` of ${formatQuantity(resource, bound)}`}</small>}
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

/** Letters that have room in two lines of the column wherever it stands. */
const TWO_LINES = 34;

const isLong = (text: string): true | undefined => text.length > TWO_LINES || undefined;

/** The state, what the kubelet says of it, and what the container has to itself. */
export const ContainerState = ({ container }: { container: ContainerView }) => {
  const look = lookOfContainer(container);
  const detail = detailOf(container);
  const tryAt = container.nextTry?.at ? Date.parse(container.nextTry.at) : null;
  const probes = probeWords(container.probes);
  return (
    <>
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
        <p className={styles.detail} data-long={isLong(detail)} title={detail}>
          {detail}
        </p>
      )}
      {probes && (
        <p className={styles.detail} data-long={isLong(probes.words)} title={probes.title}>
          {probes.words}
        </p>
      )}
      {container.devices.length > 0 && (
        <p
          className={styles.detail}
          data-long={container.devices.length > 1 || undefined}
          title={container.devices.map(({ id }) => id).join("\n")}
        >
          holds {container.devices.map(({ id }) => shortId(id)).join(", ")}
        </p>
      )}
      {container.cpuIds.length > 0 && (
        <p className={styles.detail} title={`CPUs ${container.cpuIds.join(", ")}`}>
          {container.cpuIds.length === 1 ? "1 CPU of its own" : `${container.cpuIds.length} CPUs of its own`}
        </p>
      )}
    </>
  );
};
