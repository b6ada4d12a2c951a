import type { Pod } from "@bayplan/shared";
import type { Ledger } from "../../ledger/ledger.ts";

/**
 * Tells which pods' resources changed since it was last asked, by UID: what the runtime applied to their containers has
 * changed, or is about to, and no list and no event of the runtime says so.
 */
export function watchResizes(ledger: Ledger): () => ReadonlySet<string> {
  let seen = new Map<string, { pod: Pod; resources: string }>();
  return () => {
    const resized = new Set<string>();
    const now = new Map<string, { pod: Pod; resources: string }>();
    for (const pod of ledger.all("pod")) {
      const before = seen.get(pod.id);
      // One that did not change is the same object.
      const after = before?.pod === pod ? before : { pod, resources: resourcesOf(pod) };
      if (before && before.resources !== after.resources) resized.add(pod.id);
      now.set(pod.id, after);
    }
    seen = now;
    return resized;
  };
}

/** What is wanted, granted and applied, of the pod and of each container. */
const resourcesOf = ({ spec, status }: Pod): string =>
  JSON.stringify([
    [spec, ...spec.containers, ...(spec.initContainers ?? [])].map(({ resources }) => resources),
    [status, ...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])].map(
      ({ resources, allocatedResources }) => [resources, allocatedResources],
    ),
  ]);
