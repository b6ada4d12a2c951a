import type { ContainerIsolation, PodIsolation } from "@bayplan/api/views";

/** Something that shuts a pod in, or (`open`) leaves it a way to the node. */
export interface Fact {
  words: string;
  open: boolean;
  /** It neither shuts in nor opens: nothing was said. */
  unsaid?: true;
  title?: string;
}

export const podFacts = (isolation: PodIsolation): Fact[] => [
  ...(isolation.hostNetwork ? [{ words: "the node's network", open: true, title: "hostNetwork" }] : []),
  ...(isolation.hostPID ? [{ words: "the node's processes", open: true, title: "hostPID" }] : []),
  ...(isolation.hostIPC ? [{ words: "the node's shared memory", open: true, title: "hostIPC" }] : []),
  ...(isolation.hostNetwork || isolation.hostPID || isolation.hostIPC
    ? []
    : [{ words: "namespaces of its own", open: false }]),
  isolation.userNamespace
    ? { words: "its root is nobody on the node", open: false, title: "hostUsers: false" }
    : {
        words: "no user namespace of its own",
        open: false,
        unsaid: true,
        title: "Its users are the node's: hostUsers is not false.",
      },
  ...(isolation.runtimeClassName === null
    ? []
    : [{ words: `runtime class ${isolation.runtimeClassName}`, open: false }]),
  ...(isolation.serviceAccountName === null
    ? []
    : [{ words: `service account ${isolation.serviceAccountName}`, open: false, unsaid: true as const }]),
];

const user = ({ runAsUser, runAsNonRoot }: ContainerIsolation): Fact => {
  if (runAsUser === 0) return { words: "runs as root", open: true, title: "runAsUser: 0" };
  if (runAsUser !== null) return { words: `runs as user ${runAsUser}`, open: false };
  if (runAsNonRoot === true) return { words: "not as root", open: false, title: "runAsNonRoot" };
  return {
    words: "user as its image says",
    open: false,
    unsaid: true,
    title: "Neither runAsUser nor runAsNonRoot is said.",
  };
};

const profile = (name: string, value: string | null): Fact => {
  if (value === null)
    return {
      words: `${name} not said`,
      open: false,
      unsaid: true,
      title: "The runtime's or the kubelet's default holds.",
    };
  return { words: `${name} ${value}`, open: value === "Unconfined" };
};

export const isolationFacts = (container: ContainerIsolation): Fact[] => [
  ...(container.privileged
    ? [{ words: "privileged", open: true, title: "Nothing keeps it from the node's devices and kernel." }]
    : []),
  user(container),
  ...(container.readOnlyRootFilesystem === true ? [{ words: "root file system read-only", open: false }] : []),
  ...(container.allowPrivilegeEscalation === false ? [{ words: "cannot gain privileges", open: false }] : []),
  profile("seccomp", container.seccomp),
  profile("AppArmor", container.appArmor),
  ...(container.capabilitiesAdded.length > 0
    ? [{ words: `added ${container.capabilitiesAdded.join(", ")}`, open: true, title: "capabilities" }]
    : []),
  ...(container.capabilitiesDropped.length > 0
    ? [{ words: `dropped ${container.capabilitiesDropped.join(", ")}`, open: false, title: "capabilities" }]
    : []),
];
