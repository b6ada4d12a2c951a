import type { DeviceView, NodeHeader, PodView } from "@bayplan/api/views";
import { fromNanoCores } from "../../format/cores.ts";
import { shortId } from "../../format/ids.ts";
import { formatQuantity } from "../../format/quantity.ts";
import { Age } from "../../ui/Age.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Meter } from "../../ui/Meter.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Quantity } from "../../ui/Quantity.tsx";
import { Status } from "../../ui/Status.tsx";
import { DeviceMap } from "../devices/DeviceMap.tsx";
import { lookOf, pictureOf } from "../sources/sourceState.ts";
import { ContainerColumns, ContainerRow } from "./ContainerRow.tsx";
import { lookOfPod } from "./containerState.ts";
import styles from "./PodPage.module.css";

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
    <dd>{node}</dd>
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

/** Everything the node's sources say of one pod. */
export const PodDetails = ({
  pod,
  header,
  devices,
}: {
  pod: PodView;
  header: NodeHeader;
  devices: readonly DeviceView[];
}) => {
  const isHeld = ({ assignments }: DeviceView): boolean => assignments.some((assignment) => isOf(assignment, pod));
  const picture = pictureOf(header.row);
  return (
    <>
      <Badges pod={pod} />
      {picture.state !== "live" && (
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
      <div className={styles.columns}>
        <Panel title="Uses, asked, limit">
          <Amounts pod={pod} />
        </Panel>
        <Panel title="About">
          <Facts pod={pod} node={header.row.name} />
        </Panel>
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
      </Panel>
      {devices.some(isHeld) && (
        <Panel title="Devices it holds">
          <DeviceMap node={header.row.name} devices={devices} only={isHeld} pods={[pod]} />
        </Panel>
      )}
      {pod.sandboxes.length > 0 && (
        <Panel title="Sandboxes">
          <Sandboxes sandboxes={pod.sandboxes} />
        </Panel>
      )}
    </>
  );
};
