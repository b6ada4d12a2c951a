import { status } from "@grpc/grpc-js";
import { CgroupDriver } from "@bayplan/protocols/runtime";
import { type Answer, json, text } from "../../servers/answer.ts";
import { CallFailure, type RuntimeSource } from "../../servers/criRuntime/runtimeSource.ts";
import type { KubeletSource } from "../../servers/kubelet/kubeletSource.ts";
import {
  containerItem,
  containerStats,
  containerStatus,
  eventMessage,
  imageMount,
  sandboxItem,
  sandboxStats,
  sandboxStatus,
} from "../runtime/messages.ts";
import type { RuntimeContainer, Sandbox } from "../runtime/state.ts";
import { imageUse } from "../stats/fileSystems.ts";
import { summary } from "../stats/summary.ts";
import { toNanos } from "../time/moments.ts";
import { configz } from "./configz.ts";
import type { KubeletCore } from "./core.ts";
import type { EvictionCounters } from "./createKubelet.ts";
import { cadvisorMetrics, kubeletMetrics, probeMetrics } from "./metrics.ts";

/** What this node's kubelet answers over HTTP. */
export function kubeletSource(core: KubeletCore, counters: EvictionCounters): KubeletSource {
  const answers: Record<string, () => Answer> = {
    "/healthz": () => text("ok"),
    "/pods": () =>
      json({
        kind: "PodList",
        apiVersion: "v1",
        metadata: {},
        items: [...core.pods.values()].map(({ object }) => object),
      }),
    "/stats/summary": () => json(summary(core)),
    "/configz": () => json(configz(core.profile)),
    "/metrics": () => text(kubeletMetrics(core, counters)),
    "/metrics/cadvisor": () => text(cadvisorMetrics(core)),
    "/metrics/probes": () => text(probeMetrics(core)),
  };
  const needProxyRight = new Set(core.profile.forbidden);
  return {
    get(path) {
      if (!core.alive) return null;
      if (needProxyRight.has(path))
        return text(
          "Forbidden (user=system:serviceaccount:bayplan:bayplan-agent, verb=get, resource=nodes, subresource=proxy)\n",
          403,
        );
      return answers[path.length > 1 ? path.replace(/\/$/, "") : path]?.() ?? text("404 page not found\n", 404);
    },
  };
}

/** What this node's container runtime answers. */
export function runtimeSource(core: KubeletCore): RuntimeSource {
  const { runtime, profile } = core;
  const now = () => core.agenda.now();

  const withSandbox = <T>(of: (container: RuntimeContainer, sandbox: Sandbox) => T): T[] =>
    runtime.containers().flatMap((container) => {
      const sandbox = runtime.sandbox(container.sandboxId);
      return sandbox ? [of(container, sandbox)] : [];
    });

  return {
    version: () => ({
      version: "0.1.0",
      runtimeName: core.runtimeName,
      runtimeVersion: profile.runtimeVersion,
      runtimeApiVersion: "v1",
    }),
    status: () => ({
      status: {
        conditions: [
          { type: "RuntimeReady", status: true, reason: "", message: "" },
          { type: "NetworkReady", status: true, reason: "", message: "" },
          ...(profile.runtimeEvents
            ? [
                {
                  type: "ContainerdHasNoDeprecationWarnings",
                  status: true,
                  reason: "",
                  message: "",
                },
              ]
            : []),
        ],
      },
      runtimeHandlers: profile.runtimeEvents
        ? ["", "runc"].map((name) => ({
            name,
            features: { recursiveReadOnlyMounts: true, userNamespaces: true },
          }))
        : [],
      features: profile.runtimeEvents
        ? { supplementalGroupsPolicy: true, userNamespacesHostNetwork: false }
        : undefined,
    }),
    runtimeConfig() {
      if (!profile.runtimeEvents) throw unimplemented("RuntimeConfig");
      return { linux: { cgroupDriver: CgroupDriver.SYSTEMD } };
    },
    listPodSandbox: () => ({ items: runtime.sandboxes().map(sandboxItem) }),
    podSandboxStatus(id) {
      const sandbox = runtime.sandbox(id);
      if (!sandbox) throw notFound("sandbox", id);
      return { status: sandboxStatus(sandbox), containersStatuses: [], timestamp: 0n };
    },
    listContainers: () => ({ containers: withSandbox(containerItem) }),
    containerStatus(id) {
      const container = runtime.container(id);
      const sandbox = container && runtime.sandbox(container.sandboxId);
      if (!container || !sandbox) throw notFound("container", id);
      return { status: containerStatus(container, sandbox) };
    },
    listContainerStats: () => ({
      stats: withSandbox((container, sandbox) => containerStats(container, sandbox, now())),
    }),
    listPodSandboxStats: () => ({
      stats: runtime
        .sandboxes()
        .filter(({ ready }) => ready)
        .map((sandbox) => sandboxStats(sandbox, runtime.containersOf(sandbox.id), now())),
    }),
    listImages: () => ({
      images: core.images.list().map(({ id, reference, digest, sizeBytes, pinned }) => ({
        id,
        repoTags: [reference],
        repoDigests: [digest],
        size: BigInt(sizeBytes),
        pinned,
      })),
    }),
    imageFsInfo() {
      const use = imageUse(core);
      const filesystem = {
        timestamp: toNanos(now(), profile.name),
        fsId: { mountpoint: imageMount(profile.imageDisk !== undefined) },
        usedBytes: { value: BigInt(Math.floor(use.usedBytes)) },
        inodesUsed: { value: BigInt(use.inodesUsed) },
      };
      return {
        imageFilesystems: [filesystem],
        containerFilesystems: profile.runtimeEvents ? [filesystem] : [],
      };
    },
    subscribe(listener) {
      if (!profile.runtimeEvents) throw unimplemented("GetContainerEvents");
      return runtime.subscribe((event) => listener(eventMessage(event)));
    },
  };
}

const notFound = (what: string, id: string) =>
  new CallFailure(status.NOT_FOUND, `an error occurred when try to find ${what} "${id}": not found`);

const unimplemented = (method: string) =>
  new CallFailure(status.UNIMPLEMENTED, `unknown method ${method} for service runtime.v1.RuntimeService`);
