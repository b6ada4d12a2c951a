import type {
  FileSystemStats,
  NetworkInterface,
  NodeStats,
  PodContainerStats,
  PodStats,
  PressureStall,
  Time,
  VolumeStats,
} from "../model/index.ts";
import { given } from "./given.ts";
import { utcTime } from "./utcTime.ts";
import { counterOf, numberOf } from "./exactNumbers.ts";
import { isObject, objectOf, objectsOf, someOf, textOf, type Loose } from "./loose.ts";

/** Who knows the sample before: gives the interfaces of a node or a pod their rates. */
export interface FollowsTraffic {
  follow<Stats extends NodeStats | PodStats>(stats: Stats, at: Time | undefined): Stats;
  /** All of this time were followed; what was not among them is forgotten. */
  turn(): void;
}

/** The whole of `/stats/summary` in the model's words; with rates of its interfaces where `traffic` knows the one before. */
export function readSummary(body: unknown, traffic?: FollowsTraffic): { node: NodeStats; pods: PodStats[] } {
  const { node, pods } = objectOf(body);
  const pressure = measuresPressure(node);
  const followed = <Stats extends NodeStats | PodStats>(stats: Stats, of: unknown): Stats =>
    traffic?.follow(stats, readNetworkTime(of)) ?? stats;
  const read = {
    node: followed(readNodeStats(node), node),
    pods: objectsOf(pods).flatMap((pod) => {
      const stats = readPodStats(pod, pressure);
      return stats ? [followed(stats, pod)] : [];
    }),
  };
  traffic?.turn();
  return read;
}

/** The node of `/stats/summary`. Any field of it may be absent (kubelet: staging/src/k8s.io/kubelet/pkg/apis/stats/v1alpha1). */
export function readNodeStats(of: unknown): NodeStats {
  const node = objectOf(of);
  const pressure = measuresPressure(node);
  const runtime = objectOf(node["runtime"]);
  const rlimit = node["rlimit"];
  return given({
    kind: "nodeStats" as const,
    id: "node" as const,
    at: utcTime(objectOf(node["memory"])["time"]) ?? utcTime(objectOf(node["cpu"])["time"]),
    ...readUsage(node, pressure),
    networkInterfaces: readInterfaces(node["network"]),
    fs: readFileSystem(node["fs"]),
    imageFs: readFileSystem(runtime["imageFs"]),
    containerFs: readFileSystem(runtime["containerFs"]),
    rlimit: isObject(rlimit)
      ? given({ maxpid: numberOf(rlimit["maxpid"]), curproc: numberOf(rlimit["curproc"]) })
      : undefined,
    systemContainers: someOf(node["systemContainers"], (daemon) =>
      given({ name: textOf(daemon["name"]) ?? "", ...readUsage(daemon, pressure) }),
    ),
  });
}

/**
 * Whether a node's pressure figures are measured: under cgroup v1 they are all there and all zero, which on a node that
 * measures them never happens.
 */
export const measuresPressure = (node: unknown): boolean =>
  [objectOf(node)["cpu"], objectOf(node)["memory"], objectOf(node)["io"]].some((resource) => {
    const { some, full } = objectOf(objectOf(resource)["psi"]);
    return [some, full].some((averages) => (counterOf(objectOf(averages)["total"]) ?? "0") !== "0");
  });

/** A pod of `/stats/summary`; null for what names none. `pressure`: whether the node measures it. */
export function readPodStats(of: unknown, pressure: boolean): PodStats | null {
  const pod = objectOf(of);
  const { uid, namespace, name } = objectOf(pod["podRef"]);
  if (typeof uid !== "string") return null;
  return given({
    kind: "podStats" as const,
    id: uid,
    namespace: textOf(namespace) ?? "",
    name: textOf(name) ?? "",
    ...readUsage(pod, pressure),
    containers: objectsOf(pod["containers"]).map((container) => readContainer(container, pressure)),
    networkInterfaces: readInterfaces(pod["network"]),
    volumes: someOf(pod["volume"], readVolume),
    ephemeralStorage: readFileSystem(pod["ephemeral-storage"]),
    processes: numberOf(objectOf(pod["process_stats"])["process_count"]),
  });
}

const readContainer = (container: Loose, pressure: boolean): PodContainerStats =>
  given({
    name: textOf(container["name"]) ?? "",
    ...readUsage(container, pressure),
    rootfs: readFileSystem(container["rootfs"]),
    logs: readFileSystem(container["logs"]),
  });

function readVolume(volume: Loose): VolumeStats {
  const { namespace, name } = objectOf(volume["pvcRef"]);
  return given({
    name: textOf(volume["name"]) ?? "",
    pvc: typeof name === "string" ? { namespace: textOf(namespace) ?? "", name } : undefined,
    ...readFileSystem(volume),
  });
}

const readUsage = ({ startTime, cpu, memory, io, swap }: Loose, pressure: boolean) => ({
  startTime: utcTime(startTime),
  cpu: isObject(cpu)
    ? given({
        usageNanoCores: numberOf(cpu["usageNanoCores"]),
        usageCoreNanoSeconds: counterOf(cpu["usageCoreNanoSeconds"]),
        psi: pressure ? readPressure(cpu["psi"]) : undefined,
      })
    : undefined,
  memory: isObject(memory)
    ? given({
        availableBytes: numberOf(memory["availableBytes"]),
        usageBytes: numberOf(memory["usageBytes"]),
        workingSetBytes: numberOf(memory["workingSetBytes"]),
        rssBytes: numberOf(memory["rssBytes"]),
        pageFaults: counterOf(memory["pageFaults"]),
        majorPageFaults: counterOf(memory["majorPageFaults"]),
        psi: pressure ? readPressure(memory["psi"]) : undefined,
      })
    : undefined,
  io: isObject(io) && pressure ? given({ psi: readPressure(io["psi"]) }) : undefined,
  swap: isObject(swap)
    ? given({ availableBytes: numberOf(swap["swapAvailableBytes"]), usageBytes: numberOf(swap["swapUsageBytes"]) })
    : undefined,
});

function readPressure(psi: unknown): PressureStall | undefined {
  if (!isObject(psi)) return undefined;
  return { some: readAverages(objectOf(psi["some"])), full: readAverages(objectOf(psi["full"])) };
}

const readAverages = ({ avg10, avg60, avg300, total }: Loose): PressureStall["some"] => ({
  avg10: numberOf(avg10) ?? 0,
  avg60: numberOf(avg60) ?? 0,
  avg300: numberOf(avg300) ?? 0,
  total: counterOf(total) ?? "0",
});

function readFileSystem(fs: unknown): FileSystemStats | undefined {
  if (!isObject(fs)) return undefined;
  return given({
    availableBytes: numberOf(fs["availableBytes"]),
    capacityBytes: numberOf(fs["capacityBytes"]),
    usedBytes: numberOf(fs["usedBytes"]),
    inodesFree: numberOf(fs["inodesFree"]),
    inodes: numberOf(fs["inodes"]),
    inodesUsed: numberOf(fs["inodesUsed"]),
  });
}

/** When the interfaces of a node or a pod of `/stats/summary` were counted. */
export const readNetworkTime = (of: unknown): Time | undefined => utcTime(objectOf(objectOf(of)["network"])["time"]);

/** The default network is `eth0` alone; the list of interfaces has them all. */
function readInterfaces(network: unknown): NetworkInterface[] | undefined {
  if (!isObject(network)) return undefined;
  const listed = objectsOf(network["interfaces"]);
  const all = listed.length > 0 ? listed : typeof network["name"] === "string" ? [network] : [];
  return all.map((one) =>
    given({
      name: textOf(one["name"]) ?? "",
      rxBytes: counterOf(one["rxBytes"]),
      rxErrors: counterOf(one["rxErrors"]),
      txBytes: counterOf(one["txBytes"]),
      txErrors: counterOf(one["txErrors"]),
    }),
  );
}
