/** The node the pod is on: the page that links here knows it. */
export interface PodSearch {
  node?: string;
}

export const readPodSearch = (given: Record<string, unknown>): PodSearch =>
  typeof given.node === "string" && given.node !== "" ? { node: given.node } : {};
