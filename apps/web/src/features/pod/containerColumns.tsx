import type { ContainerView, PodView } from "@bayplan/api/views";
import { fromNanoCores } from "../../format/cores.ts";
import { bareId, shortImage } from "../../format/ids.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { CutText } from "../../ui/CutText.tsx";
import { listOrNull, type Column } from "../../ui/table/column.ts";
import { ContainerState, LastExit, Usage } from "./ContainerCells.tsx";
import styles from "./ContainerRow.module.css";
import { exitWords, lookOfContainer } from "./containerState.ts";
import { podColumns } from "./podColumns.tsx";

/** The share of its time from which on it is said that a container is throttled. */
export const THROTTLED = 0.01;

/** A container and the pod it belongs to. */
export interface ContainerLine {
  pod: PodView;
  container: ContainerView;
}

export const containerLines = (pods: readonly PodView[]): ContainerLine[] =>
  pods.flatMap((pod) => pod.containers.map((container) => ({ pod, container })));

export const keyOfLine = ({ pod, container }: ContainerLine): string =>
  `${pod.key} ${container.type} ${container.name}`;

const cpuOf = ({ cpuNanoCores }: ContainerView): number | null =>
  cpuNanoCores === null ? null : fromNanoCores(cpuNanoCores);

/** What was asked for of a resource and its limit, for files: what is shown has them in its bar. */
const bounds = (resource: "memory" | "cpu", unit: "bytes" | "cores", name: string): Column<ContainerLine>[] => [
  {
    key: `${resource}Request`,
    name: `${name} asked for`,
    unit,
    fileOnly: true,
    value: ({ container }) => container.requests[resource] ?? null,
  },
  {
    key: `${resource}Limit`,
    name: `${name} limit`,
    unit,
    fileOnly: true,
    value: ({ container }) => container.limits[resource] ?? null,
  },
];

export const CONTAINER_COLUMNS: readonly Column<ContainerLine>[] = [
  {
    key: "container",
    name: "Container",
    width: "minmax(130px, 1.25fr)",
    value: ({ container }) => container.name,
    render: ({ container: { name, type, containerId } }) => (
      <>
        <span className={styles.name}>{name}</span>
        {type !== "container" && <small className={styles.type}>{type}</small>}{" "}
        {containerId && <CopyButton text={bareId(containerId)} what="container id" />}
      </>
    ),
  },
  { key: "type", name: "Type", fileOnly: true, value: ({ container }) => container.type },
  { key: "id", name: "Container id", fileOnly: true, value: ({ container }) => container.containerId },
  {
    key: "state",
    name: "State",
    width: "minmax(150px, 1.5fr)",
    value: ({ container }) => lookOfContainer(container).words,
    render: ({ container }) => <ContainerState container={container} />,
  },
  { key: "since", name: "Since", fileOnly: true, value: ({ container }) => container.since },
  { key: "message", name: "Message", fileOnly: true, value: ({ container }) => container.message },
  { key: "ready", name: "Ready", fileOnly: true, value: ({ container }) => container.ready },
  {
    key: "restarts",
    name: "Restarts",
    width: "60px",
    numeric: true,
    value: ({ container }) => container.restarts,
    render: ({ container: { restarts } }) => (
      <span className={styles.restarts} data-some={restarts > 0 || undefined}>
        {restarts}
      </span>
    ),
  },
  {
    key: "lastExit",
    name: "Last exit",
    width: "minmax(110px, 1fr)",
    value: ({ container: { lastExit } }) => lastExit && exitWords(lastExit),
    render: ({ container }) => <LastExit exit={container.lastExit} />,
  },
  { key: "lastExitAt", name: "Last exit at", fileOnly: true, value: ({ container }) => container.lastExit?.at ?? null },
  {
    key: "memory",
    name: "Memory",
    unit: "bytes",
    width: "minmax(110px, 1fr)",
    value: ({ container }) => container.workingSetBytes,
    render: ({ container: { workingSetBytes, requests, limits } }) => (
      <Usage resource="memory" usage={workingSetBytes} request={requests.memory} limit={limits.memory} />
    ),
  },
  ...bounds("memory", "bytes", "Memory"),
  {
    key: "cpu",
    name: "CPU",
    unit: "cores",
    width: "minmax(90px, 0.8fr)",
    value: ({ container }) => cpuOf(container),
    render: ({ container }) => {
      const { requests, limits, throttledShare } = container;
      return (
        <>
          <Usage resource="cpu" usage={cpuOf(container)} request={requests.cpu} limit={limits.cpu} />
          {throttledShare !== null && throttledShare > THROTTLED && (
            <small className={styles.detail}>throttled {Math.round(throttledShare * 100)} % of the time</small>
          )}
        </>
      );
    },
  },
  ...bounds("cpu", "cores", "CPU"),
  {
    key: "throttled",
    name: "Throttled share",
    fileOnly: true,
    value: ({ container }) => container.throttledShare,
  },
  {
    key: "devices",
    name: "Devices",
    fileOnly: true,
    value: ({ container }) => container.devices.map(({ id }) => id).join(" ") || null,
    json: ({ container }) => listOrNull(container.devices.map(({ resource, id }) => ({ resource, id }))),
  },
  {
    key: "cpus",
    name: "CPUs of its own",
    fileOnly: true,
    value: ({ container }) => container.cpuIds.join(" ") || null,
    json: ({ container }) => listOrNull(container.cpuIds),
  },
  {
    key: "image",
    name: "Image",
    width: "minmax(90px, 1.25fr)",
    value: ({ container }) => container.image,
    render: ({ container: { image } }) => <CutText text={shortImage(image)} title={image} />,
    copy: ({ container }) => container.image,
  },
];

/** With the pod of each, for a list across pods. */
export const containerColumnsOf = (node: string): readonly Column<ContainerLine>[] => [
  ...podColumns<ContainerLine>(
    node,
    ({ pod }) => ({ namespace: pod.namespace, pod: pod.name }),
    "minmax(130px, 1.2fr)",
  ),
  { key: "uid", name: "Pod UID", fileOnly: true, value: ({ pod }) => pod.uid },
  { key: "qosClass", name: "QoS class", fileOnly: true, value: ({ pod }) => pod.qosClass },
  ...CONTAINER_COLUMNS,
];
