import { isDeepStrictEqual } from "node:util";
import type { Millis } from "@bayplan/shared";
import type { ClaimBook } from "../cluster/claimBook.ts";
import { poolViews } from "../devices/pools.ts";
import { deviceViews, healthUnknown } from "../devices/view.ts";
import { findingView } from "../findings/view.ts";
import { podViews } from "../pods/viewPod.ts";
import { strayViews } from "../pods/viewStrays.ts";
import type { NodeHeader, NodeRow } from "../views/node.ts";
import type { NodePart } from "../views/part.ts";
import { pictureOf } from "./picture.ts";
import type { NodeState } from "./state.ts";
import { viewHeader } from "./viewHeader.ts";

/** Everything that is shown of one node: its header first. */
export const nodeParts = (
  state: NodeState,
  row: NodeRow,
  claims: Pick<ClaimBook, "slicesOf" | "claimsOf">,
  now: Millis,
): [NodeHeader, ...NodePart[]] => {
  const picture = pictureOf(state, now);
  return [
    viewHeader(state, row, now),
    ...podViews(picture),
    ...deviceViews(picture, healthUnknown(state, now)),
    ...poolViews(state.name, picture, claims),
    ...strayViews(picture),
    ...state.findings.map((finding) => findingView(finding, now)),
  ];
};

/** The earlier header where only the moment it was made at differs. */
export const settledHeader = (header: NodeHeader, before: NodePart | undefined): NodeHeader =>
  before?.part === "node" && isDeepStrictEqual({ ...header, now: before.now }, before) ? before : header;
