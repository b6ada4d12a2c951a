import type { DeviceView, NodeHeader, PodDetail } from "@bayplan/api/views";
import type { ReactNode } from "react";
import { CommandMenu } from "../../ui/CommandMenu.tsx";
import layout from "../../ui/layout.module.css";
import { Notice } from "../../ui/Notice.tsx";
import { EventsPanel } from "../events/EventsPanel.tsx";
import { AboutPanel } from "./AboutPanel.tsx";
import { podCommands } from "./commands.ts";
import { Endings } from "./Endings.tsx";
import { endingsOf } from "./endings.ts";
import { HeldDevices, isHeldBy } from "./HeldDevices.tsx";
import { Isolation } from "./Isolation.tsx";
import { PlacePanel } from "./PlacePanel.tsx";
import { Places } from "./Places.tsx";
import { PodBadges } from "./PodBadges.tsx";
import { PodContainers } from "./PodContainers.tsx";
import { PodFindings } from "./PodFindings.tsx";
import { PodNetwork } from "./PodNetwork.tsx";
import { PodNotices, StaleNotice } from "./PodNotices.tsx";
import styles from "./PodPage.module.css";
import type { PodPanelName } from "./podPanels.ts";
import type { PodParts } from "./podParts.ts";
import { SandboxesPanel } from "./SandboxesPanel.tsx";
import { UsagePanel } from "./UsagePanel.tsx";
import { Volumes } from "./Volumes.tsx";
import { Waterfall } from "./Waterfall.tsx";

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
  const held = devices.some(isHeldBy(pod));
  const ended = endingsOf(pod, transitions).length > 0;
  const attention = findings.some(({ settled }) => settled);
  const panels: Record<PodPanelName, ReactNode> = {
    start: <Waterfall detail={detail} />,
    transitions: lanes,
    usage: <UsagePanel pod={pod} sampledAt={header?.sampledAt} />,
    containers: <PodContainers detail={detail} />,
    devices: <HeldDevices node={node} pod={pod} devices={devices} />,
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
        <StaleNotice header={header} />
        {absent === null ? panels[panel] : <Notice tone="quiet" symbol="check" title={absent} />}
      </>
    );
  }
  return (
    <>
      <div className={styles.head}>
        <PodBadges pod={pod} node={node} />
        <CommandMenu of={pod.name} commands={podCommands(pod)} />
      </div>
      <StaleNotice header={header} />
      <PodNotices detail={detail} />
      <div className={layout.columns}>
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
      <div className={styles.details}>
        {panels.start}
        <div className={styles.stack}>
          {panels.isolation}
          <PlacePanel detail={detail} />
        </div>
        <div className={styles.stack}>
          <AboutPanel pod={pod} node={node} />
          <SandboxesPanel sandboxes={pod.sandboxes} />
        </div>
      </div>
      {panels.volumes}
      {panels.network}
      {panels.events}
    </>
  );
};
