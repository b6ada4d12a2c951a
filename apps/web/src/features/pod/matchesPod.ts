import type { PodView } from "@bayplan/api/views";
import { lookOfContainer, lookOfPod } from "./containerState.ts";

const haystack = (pod: PodView): string =>
  [
    pod.name,
    pod.namespace,
    pod.qosClass,
    pod.phase,
    pod.reason ?? "",
    lookOfPod(pod).words,
    ...Object.entries(pod.labels).map(([key, value]) => `${key}=${value}`),
    ...pod.containers.flatMap((container) => [
      container.name,
      container.reason ?? "",
      container.image,
      lookOfContainer(container).words,
    ]),
  ]
    .join("\n")
    .toLowerCase();

/** Whether every word is somewhere in the pod's names, labels, states or images. */
export const matchesPod = (pod: PodView, words: string | undefined): boolean => {
  if (words === undefined) return true;
  const text = haystack(pod);
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};
