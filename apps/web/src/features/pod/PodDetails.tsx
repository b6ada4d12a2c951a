import type { DeviceView, NodeHeader, PodDetail, PodView } from "@bayplan/api/views";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { fromNanoCores } from "../../format/cores.ts";
import { shortId } from "../../format/ids.ts";
import { formatQuantity } from "../../format/quantity.ts";
import { Age } from "../../ui/Age.tsx";
import { CommandButtons } from "../../ui/CommandButtons.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Meter } from "../../ui/Meter.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Quantity } from "../../ui/Quantity.tsx";
import { Status } from "../../ui/Status.tsx";
import { DeviceMap } from "../devices/DeviceMap.tsx";
import { lookOf, pictureOf } from "../sources/sourceState.ts";
import { EventsPanel } from "../events/EventsPanel.tsx";
import { podCommands } from "./commands.ts";
import { ContainerColumns, ContainerRow } from "./ContainerRow.tsx";
import { lookOfPod } from "./containerState.ts";
import { Isolation } from "./Isolation.tsx";
import { Places } from "./Places.tsx";
import { PodFindings } from "./PodFindings.tsx";
import styles from "./PodPage.module.css";
import type { PodParts } from "./podParts.ts";
import { Volumes } from "./Volumes.tsx";
import { Waterfall } from "./Waterfall.tsx";

const Badges = ({ pod }: { pod: PodView }) => {
  const look = lookOfPod(pod);
  return (
    <div className={styles.badges}>
      <Status look="pill" tone={look.tone} symbol={look.symbol}>
        {look.words}
      </Status>
      <span className={styles.tier} data-tier-text={pod.qosClass}>
        {pod.qosClass}
      </span>
      {pod.qosClassExpected && pod.qosClassExpected !== pod.qosClass && (
        <Status look="pill" tone="warn" symbol="triangle" title="The status and the spec disagree; the status counts.">
          by its spec {pod.qosClassExpected}
        </Status>
      )}
      {pod.static && (
        <Status look="pill" tone="quiet" symbol="square" title="From a file on the node: the kubelet never evicts it.">
          static
        </Status>
      )}
    </div>
  );
};

const Amounts = ({ pod }: { pod: PodView }) => {
  const lines = [
    { resource: "memory", usage: pod.workingSetBytes },
    { resource: "cpu", usage: pod.cpuNanoCores === null ? null : fromNanoCores(pod.cpuNanoCores) },
    { resource: "ephemeral-storage", usage: pod.ephemeralStorageBytes },
  ];
  return (
    <ul className={styles.amounts}>
      {lines.map(({ resource, usage }) => {
        const request = pod.requests[resource];
        const limit = pod.limits[resource];
        return (
          <li key={resource}>
            <div className={styles.amountHead}>
              <b>{resource}</b>
              <span>
                <Quantity resource={resource} amount={usage} unknown="no sample" />
                {usage !== null && " used"} · {request ? `${formatQuantity(resource, request)} asked` : "nothing asked"}{" "}
                · {limit ? `limit ${formatQuantity(resource, limit)}` : "no limit"}
              </span>
            </div>
            {(request || limit || usage) && (
              <Meter
                resource={resource}
                usage={usage}
                capacity={Math.max(limit ?? 0, request ?? 0, usage ?? 0) || null}
                request={request ?? null}
                tone={limit && usage !== null && usage > limit * 0.9 ? "warn" : "plain"}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
};

const Facts = ({ pod, node }: { pod: PodView; node: string }) => (
  <dl className={styles.facts}>
    <dt>node</dt>
    <dd>
      <Link to="/nodes/$name" params={{ name: node }} className={styles.link}>
        {node}
      </Link>
    </dd>
    <dt>uid</dt>
    <dd>
      <code>{pod.uid}</code> <CopyButton text={pod.uid} what="pod's uid" />
    </dd>
    <dt>owner</dt>
    <dd>{pod.owner ? `${pod.owner.kind} ${pod.owner.name}` : "none"}</dd>
    <dt>priority</dt>
    <dd>{pod.priority}</dd>
    <dt>created</dt>
    <dd>{pod.createdAt ? <Age at={pod.createdAt} suffix=" ago" /> : "not known"}</dd>
    {pod.deletedAt && (
      <>
        <dt>asked to go</dt>
        <dd>
          <Age at={pod.deletedAt} suffix=" ago" />
        </dd>
      </>
    )}
    <dt>told by</dt>
    <dd>{pod.source}</dd>
    {Object.entries(pod.labels).map(([key, value]) => (
      <div key={key} className={styles.label}>
        <dt>{key}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

const Sandboxes = ({ sandboxes }: { sandboxes: PodView["sandboxes"] }) => (
  <ul>
    {sandboxes.map((sandbox) => (
      <li key={sandbox.id}>
        <code>{shortId(sandbox.id)}</code> <CopyButton text={sandbox.id} what="sandbox id" /> {sandbox.state}
        {sandbox.attempt > 0 && `, attempt ${sandbox.attempt}`}
        {sandbox.createdAt && (
          <>
            , <Age at={sandbox.createdAt} suffix=" old" />
          </>
        )}
      </li>
    ))}
  </ul>
);

/** The kubelet gives no UID with an assignment: without one, the name decides. */
const isOf = (
  { namespace, pod, uid }: DeviceView["assignments"][number],
  { namespace: ofNamespace, name, uid: ofUid }: PodView,
): boolean => (uid === null ? namespace === ofNamespace && pod === name : uid === ofUid);

/** Why it is here and how long it has to leave. */
const Scheduling = ({ detail }: { detail: PodDetail }) => {
  const { scheduling, terminationGracePeriodSeconds, ips, conditions } = detail;
  return (
    <dl className={styles.facts}>
      <dt>addresses</dt>
      <dd>{ips.length > 0 ? ips.join(", ") : "none"}</dd>
      <dt>scheduler</dt>
      <dd>{scheduling.schedulerName ?? "not told"}</dd>
      <dt>priority class</dt>
      <dd>
        {scheduling.priorityClassName ?? "none"}
        {scheduling.preemptionPolicy !== null && `, ${scheduling.preemptionPolicy}`}
      </dd>
      <dt>time to end</dt>
      <dd>{terminationGracePeriodSeconds === null ? "not told" : `${terminationGracePeriodSeconds} s`}</dd>
      {conditions.map(({ type, status, reason, message, lastTransitionTime }) => (
        <div key={type} className={styles.label}>
          <dt>{type}</dt>
          <dd title={[reason, message].filter(Boolean).join(": ")}>
            {status}
            {status !== "True" && reason ? `, ${reason}` : ""}
            {lastTransitionTime && (
              <>
                {" "}
                for <Age at={lastTransitionTime} />
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
};

const OomScores = ({ containers }: { containers: PodDetail["containers"] }) => {
  const told = containers.filter(({ oomScoreAdj }) => oomScoreAdj !== null);
  if (told.length === 0) return null;
  return (
    <p
      className={styles.note}
      title="The kernel kills the process with the highest score when a memory limit, or the node, has nothing left."
    >
      oom_score_adj:{" "}
      {told
        .map(({ name, oomScoreAdj, appliedOomScoreAdj }) =>
          appliedOomScoreAdj !== null && appliedOomScoreAdj !== oomScoreAdj
            ? `${name} ${oomScoreAdj} (the runtime applied ${appliedOomScoreAdj})`
            : `${name} ${oomScoreAdj}`,
        )
        .join(", ")}
    </p>
  );
};

const Resize = ({ resize }: { resize: PodDetail["resize"] }) =>
  resize.state === "none" ? null : (
    <Notice tone="warn" symbol="wait" title={`Its resize is ${resize.state}.`}>
      {resize.message}
    </Notice>
  );

interface PodDetailsProps {
  parts: PodParts & { detail: PodDetail };
  header: NodeHeader | null;
  devices: readonly DeviceView[];
  lanes: ReactNode;
}

/** Everything that is known of one pod. */
export const PodDetails = ({ parts: { detail, findings, events }, header, devices, lanes }: PodDetailsProps) => {
  const { pod, node } = detail;
  const isHeld = ({ assignments }: DeviceView): boolean => assignments.some((assignment) => isOf(assignment, pod));
  const picture = header && pictureOf(header.row);
  return (
    <>
      <div className={styles.head}>
        <Badges pod={pod} />
        <CommandButtons commands={podCommands(pod)} />
      </div>
      {picture && picture.state !== "live" && (
        <Notice
          tone="warn"
          symbol={lookOf(picture.state === "stale" ? "stale" : "unreachable").symbol}
          title={
            picture.state === "stale" ? "What is shown here is not of the present." : "What this pod uses is not known."
          }
        >
          {picture.why}
        </Notice>
      )}
      {pod.message && (
        <Notice tone="warn" symbol="triangle" title={pod.reason ?? "The kubelet says"}>
          {pod.message}
        </Notice>
      )}
      <Resize resize={detail.resize} />
      {lanes}
      <div className={styles.columns}>
        <Waterfall detail={detail} />
        <div className={styles.stack}>
          <PodFindings findings={findings} />
          <Panel
            title="Uses, asked, limit"
            aside={
              header?.sampledAt && (
                <span className={styles.note}>
                  sample <Age at={header.sampledAt} suffix=" old" />
                </span>
              )
            }
          >
            <Amounts pod={pod} />
          </Panel>
        </div>
      </div>
      <Panel title="Containers">
        <div role="table" aria-label="Containers">
          <div role="rowgroup">
            <ContainerColumns />
          </div>
          <div role="rowgroup" className={styles.containers}>
            {pod.containers.map((container) => (
              <ContainerRow key={`${container.type} ${container.name}`} container={container} />
            ))}
          </div>
        </div>
        <OomScores containers={detail.containers} />
      </Panel>
      {devices.some(isHeld) && (
        <Panel title="Devices it holds">
          <DeviceMap node={node} devices={devices} only={isHeld} pods={[pod]} />
        </Panel>
      )}
      <div className={styles.columns}>
        <Places detail={detail} />
        <div className={styles.stack}>
          <Isolation detail={detail} />
          <Panel title="About">
            <Facts pod={pod} node={node} />
          </Panel>
        </div>
        <Panel title="Place and conditions">
          <Scheduling detail={detail} />
        </Panel>
        {pod.sandboxes.length > 0 && (
          <Panel title="Sandboxes">
            <Sandboxes sandboxes={pod.sandboxes} />
          </Panel>
        )}
      </div>
      <Volumes volumes={detail.volumes} />
      <EventsPanel node={node} events={events} sources={header?.row.sources ?? []} onePod />
    </>
  );
};
