import type { Pod } from "@bayplan/shared";
import type { Picture } from "../nodes/picture.ts";
import type { StrayView } from "../views/pod.ts";
import { isStatic } from "./joins.ts";

interface Owned {
  id: string;
  namespace: string;
  pod: string;
  podUid: string;
  state: string;
  createdAt: StrayView["createdAt"];
}

const strayView = (type: StrayView["type"], of: Owned, container: string | null): StrayView => ({
  key: `stray/${of.id}`,
  part: "stray",
  type,
  id: of.id,
  namespace: of.namespace,
  pod: of.pod,
  podUid: of.podUid,
  container,
  state: of.state,
  createdAt: of.createdAt,
});

const accountsFor = (pods: readonly Pod[]): ((of: Owned) => boolean) => {
  const uids = new Set(pods.map((pod) => pod.id));
  const names = new Set(pods.filter(isStatic).map((pod) => `${pod.namespace}/${pod.name}`));
  return (of) => uids.has(of.podUid) || names.has(`${of.namespace}/${of.pod}`);
};

/** What the runtime has and no pod of the node accounts for. Nothing where the pods are not known: then all would be strays. */
export const strayViews = ({ pods, sockets }: Picture): StrayView[] => {
  if (!pods || !sockets) return [];
  const isKnown = accountsFor(pods);
  return [
    ...sockets
      .all("sandbox")
      .filter((sandbox) => !isKnown(sandbox))
      .map((sandbox) => strayView("sandbox", sandbox, null)),
    ...sockets
      .all("container")
      .filter((container) => !isKnown(container))
      .map((container) => strayView("container", container, container.name)),
  ];
};
