import type { ContainerSpec, Pod } from "@bayplan/shared";
import type { ContainerIsolation, PodIsolation } from "../views/podDetail.ts";

/** What a container does not say for itself, its pod says for it: `securityContext` of both have these alike. */
const ofContainer = (container: ContainerSpec, pod: Pod): ContainerIsolation => {
  const own = container.securityContext ?? {};
  const shared = pod.spec.securityContext ?? {};
  return {
    name: container.name,
    privileged: own.privileged ?? false,
    runAsUser: own.runAsUser ?? shared.runAsUser ?? null,
    runAsNonRoot: own.runAsNonRoot ?? shared.runAsNonRoot ?? null,
    readOnlyRootFilesystem: own.readOnlyRootFilesystem ?? null,
    allowPrivilegeEscalation: own.allowPrivilegeEscalation ?? null,
    seccomp: own.seccomp ?? shared.seccomp ?? null,
    appArmor: own.appArmor ?? shared.appArmor ?? null,
    capabilitiesAdded: own.capabilitiesAdded ?? [],
    capabilitiesDropped: own.capabilitiesDropped ?? [],
  };
};

/** What keeps a pod from the node and from others, by its spec. */
export const isolationOf = (pod: Pod): PodIsolation => {
  const { spec } = pod;
  return {
    hostNetwork: spec.hostNetwork ?? false,
    hostPID: spec.hostPID ?? false,
    hostIPC: spec.hostIPC ?? false,
    userNamespace: spec.hostUsers === false,
    runtimeClassName: spec.runtimeClassName ?? null,
    serviceAccountName: spec.serviceAccountName ?? null,
    hostPaths: (spec.volumes ?? [])
      .filter(({ type }) => type === "hostPath")
      .map(({ name, reference }) => ({ volume: name, path: reference ?? null })),
    containers: [...(spec.initContainers ?? []), ...spec.containers, ...(spec.ephemeralContainers ?? [])].map((one) =>
      ofContainer(one, pod),
    ),
  };
};
