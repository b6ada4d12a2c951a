import { fileSystemLayout, type FileSystemLayout, type Millis } from "@bayplan/shared";
import { pictureOf } from "../nodes/picture.ts";
import { sourceViewOf } from "../nodes/sources.ts";
import type { NodeState } from "../nodes/state.ts";
import type { HeldInputs } from "./held.ts";

const CONTAINER_LIST = "cri runtime.v1.RuntimeService/ListContainers";

/** What the orders of a node are made from now; null where no source tells of its pods. */
export const orderInputs = (state: NodeState, now: Millis): Omit<HeldInputs, "since"> | null => {
  const { pods, usage, sockets } = pictureOf(state, now);
  if (!pods) return null;
  return {
    input: {
      pods,
      podStats: usage?.all("podStats") ?? [],
      nodeStats: usage?.get("nodeStats", "node"),
      config: sockets?.get("kubeletConfig", "kubeletConfig"),
      imageFileSystems: sockets?.all("imageFileSystem"),
      // Of a runtime that is silent, what it said last is not what runs now.
      containers: sourceViewOf(state, CONTAINER_LIST, now)?.state === "ok" ? sockets?.all("container") : undefined,
    },
    pressure: state.pressure,
  };
};

/** How the node's file systems are laid out, by its newest sample. */
export const layoutOf = (state: NodeState, now: Millis): FileSystemLayout => {
  const { usage, sockets } = pictureOf(state, now);
  return fileSystemLayout(usage?.get("nodeStats", "node"), sockets?.all("imageFileSystem"));
};
