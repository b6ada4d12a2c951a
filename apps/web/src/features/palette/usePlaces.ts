import type { FoundPod } from "@bayplan/api/views";
import type { NavigateOptions } from "@tanstack/react-router";
import { useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { shortId } from "../../format/ids.ts";
import { useFeed, useLive } from "../../live/useLive.ts";
import { tabPlaces, type TabPlace } from "./tabPlaces.ts";
import type { Place } from "./matches.ts";

export interface Target {
  place: Place;
  to: NavigateOptions;
}

const PAGES: Target[] = (
  [
    ["Fleet", "/", "every node"],
    ["Devices", "/devices", "every device and who holds it"],
    ["Evictions", "/evictions", "who had to go, and why"],
    ["Fit", "/fit", "where would this pod go"],
  ] as const
).map(([name, to, detail]) => ({ place: { id: `page ${name}`, kind: "page", name, detail }, to: { to } }));

const ofPod = (namespace: string, name: string, node: string): Target => ({
  place: {
    id: `pod ${namespace}/${name}`,
    kind: "pod",
    name,
    detail: `${namespace} on ${node}`,
    path: `${namespace}/${name}`,
  },
  to: { to: "/pods/$namespace/$name", params: { namespace, name }, search: { node } },
});

const ofTab = ({ node, tab }: TabPlace): Target => ({
  place: { id: `tab ${node} ${tab}`, kind: "tab", name: tab, detail: `of ${node}`, path: `${node} ${tab}` },
  to: { to: "/nodes/$name", params: { name: node }, search: { tab } },
});

/**
 * All that the page knows by name: every node and device, the pods of the node that is shown, holders and evicted ones,
 * and the pods that were asked for by name.
 */
export const usePlaces = (found: readonly FoundPod[], query: string): Target[] => {
  const { feeds } = useLive();
  const nodes = useFeed(feeds.nodes);
  const devices = useFeed(feeds.devices);
  const evictions = useFeed(feeds.evictions);
  const shown = useParams({
    strict: false,
    select: ({ name, namespace }: { name?: string; namespace?: string }) =>
      namespace === undefined ? name : undefined,
  });
  const node = useFeed(feeds.node(shown ?? nodes.rows.keys().next().value ?? ""));
  const tabs = useMemo(
    () =>
      tabPlaces(
        query,
        [...nodes.rows.values()].map(({ name }) => name),
        shown,
      ).map(ofTab),
    [query, nodes.rows, shown],
  );
  const others = useMemo(() => {
    const targets = new Map<string, Target>();
    const add = (target: Target): void => {
      if (!targets.has(target.place.id)) targets.set(target.place.id, target);
    };
    for (const page of PAGES) add(page);
    for (const { name, pool, zone } of nodes.rows.values()) {
      const detail = [pool && `pool ${pool}`, zone].filter(Boolean).join(", ");
      add({ place: { id: `node ${name}`, kind: "node", name, detail }, to: { to: "/nodes/$name", params: { name } } });
    }
    if (shown !== undefined) {
      for (const row of node.rows.values()) if (row.part === "pod") add(ofPod(row.namespace, row.name, shown));
    }
    // Before what holders and evictions tell: where a pod of that name was is not where it is.
    for (const { namespace, name, node: on } of found) add(ofPod(namespace, name, on));
    for (const device of devices.rows.values()) {
      for (const { namespace, pod } of device.assignments) add(ofPod(namespace, pod, device.node));
      const holders = device.assignments.map(({ pod }) => pod).join(", ");
      add({
        place: {
          id: `device ${device.key}`,
          kind: "device",
          name: shortId(device.id),
          detail: `${device.resource} on ${device.node}, ${holders === "" ? "free" : holders} ${device.id}`,
        },
        to: { to: "/devices", search: { q: device.id } },
      });
    }
    for (const eviction of evictions.rows.values()) add(ofPod(eviction.namespace, eviction.pod, eviction.node));
    return [...targets.values()];
  }, [nodes.rows, devices.rows, evictions.rows, node.rows, shown, found]);
  return useMemo(() => [...tabs, ...others], [tabs, others]);
};
