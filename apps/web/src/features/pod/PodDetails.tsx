import type { DeviceView, NodeHeader, PodDetail, PodView } from "@bayplan/api/views";
import { useMemo, type ReactNode } from "react";
import { Link } from "../../app/Link.tsx";
import { shortId } from "../../format/ids.ts";
import { Age } from "../../ui/Age.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { CommandMenu } from "../../ui/CommandMenu.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Status } from "../../ui/Status.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import { DEVICE_COLUMNS } from "../devices/deviceColumns.ts";
import { DeviceMap } from "../devices/DeviceMap.tsx";
import { lookOf, pictureOf } from "../sources/sourceState.ts";
import { EventsPanel } from "../events/EventsPanel.tsx";
import { Amounts } from "./Amounts.tsx";
import { containerCommands, podCommands, sandboxCommands } from "./commands.ts";
import { CONTAINER_COLUMNS, containerLines, keyOfLine } from "./containerColumns.tsx";
import { lookOfPod } from "./containerState.ts";
import { Endings } from "./Endings.tsx";
import { endingsOf } from "./endings.ts";
import { Isolation } from "./Isolation.tsx";
import { PodNetwork } from "./PodNetwork.tsx";
import { Places } from "./Places.tsx";
import { PodFindings } from "./PodFindings.tsx";
import styles from "./PodPage.module.css";
import type { PodPanelName } from "./podPanels.ts";
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
        <code>{shortId(sandbox.id)}</code> <CopyButton text={sandbox.id} what="sandbox id" />{" "}
        <CommandMenu of="this sandbox" commands={sandboxCommands(sandbox.id)} /> {sandbox.state}
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
  /** Shown alone; null: everything. */
  panel: PodPanelName | null;
}

/** Everything that is known of one pod. */
export const PodDetails = ({
  parts: { detail, findings, events, transitions },
  header,
  devices,
  lanes,
  panel,
}: PodDetailsProps) => {
  const { pod, node } = detail;
  const containers = useMemo(() => containerLines([pod]), [pod]);
  const isHeld = ({ assignments }: DeviceView): boolean => assignments.some((assignment) => isOf(assignment, pod));
  const picture = header && pictureOf(header.row);
  const staleness = picture && picture.state !== "live" && (
    <Notice
      tone="warn"
      symbol={lookOf(picture.state === "stale" ? "stale" : "unreachable").symbol}
      title={
        picture.state === "stale" ? "What is shown here is not of the present." : "What this pod uses is not known."
      }
    >
      {picture.why}
    </Notice>
  );
  const held = devices.some(isHeld);
  const ended = endingsOf(pod, transitions).length > 0;
  const attention = findings.some(({ settled }) => settled);
  const panels: Record<PodPanelName, ReactNode> = {
    start: <Waterfall detail={detail} />,
    transitions: lanes,
    usage: (
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
    ),
    containers: (
      <Panel
        title="Containers"
        aside={<ExportButtons name="containers" rows={containers} columns={CONTAINER_COLUMNS} />}
      >
        <DataTable
          name="containers"
          label="Containers"
          rows={containers}
          columns={CONTAINER_COLUMNS}
          keyOf={keyOfLine}
          commandsOf={({ container }) => containerCommands(pod, container)}
        />
        <OomScores containers={detail.containers} />
      </Panel>
    ),
    devices: held ? (
      <Panel
        title="Devices it holds"
        aside={<ExportButtons name="devices" rows={devices.filter(isHeld)} columns={DEVICE_COLUMNS} />}
      >
        <DeviceMap node={node} devices={devices} only={isHeld} pods={[pod]} />
      </Panel>
    ) : null,
    eviction: <Places detail={detail} row={header?.row ?? null} />,
    ended: <Endings pod={pod} transitions={transitions} />,
    findings: <PodFindings findings={findings} />,
    isolation: <Isolation detail={detail} />,
    volumes: <Volumes volumes={detail.volumes} />,
    network: <PodNetwork network={detail.network} />,
    events: <EventsPanel node={node} events={events} sources={header?.row.sources ?? []} onePod />,
  };
  if (panel !== null) {
    const absent =
      panel === "devices" && !held
        ? header?.row.devices.total === 0
          ? `${node} tells of no device.`
          : "It holds no device."
        : panel === "findings" && !attention
          ? "Nothing at the moment."
          : panel === "ended" && !ended
            ? "None of its containers has ended."
            : null;
    return (
      <>
        {staleness}
        {absent === null ? panels[panel] : <Notice tone="quiet" symbol="check" title={absent} />}
      </>
    );
  }
  return (
    <>
      <div className={styles.head}>
        <Badges pod={pod} />
        <CommandMenu of={pod.name} commands={podCommands(pod)} />
      </div>
      {staleness}
      {pod.message && (
        <Notice tone="warn" symbol="triangle" title={pod.reason ?? "The kubelet says"}>
          {pod.message}
        </Notice>
      )}
      <Resize resize={detail.resize} />
      <div className={styles.columns}>
        {(ended || attention) && (
          <div className={styles.stack}>
            {panels.ended}
            {panels.findings}
          </div>
        )}
        {panels.eviction}
        {panels.usage}
      </div>
      {panels.transitions}
      {panels.containers}
      {panels.devices}
      <div className={styles.columns}>
        {panels.start}
        <div className={styles.stack}>
          {panels.isolation}
          {pod.sandboxes.length > 0 && (
            <Panel title="Sandboxes">
              <Sandboxes sandboxes={pod.sandboxes} />
            </Panel>
          )}
        </div>
        <div className={styles.stack}>
          <Panel title="Place and conditions">
            <Scheduling detail={detail} />
          </Panel>
          <Panel title="About">
            <Facts pod={pod} node={node} />
          </Panel>
        </div>
      </div>
      {panels.volumes}
      {panels.network}
      {panels.events}
    </>
  );
};
