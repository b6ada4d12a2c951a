import type { PodView, SourceView } from "@bayplan/api/views";
import type { Picture } from "../sources/sourceState.ts";
import { Hull } from "./Hull.tsx";
import { NoBayPlan } from "./NoBayPlan.tsx";
import type { PlanResource } from "./podCells.ts";

export interface BayPlanProps {
  node: string;
  resource: PlanResource;
  /** Of the node, in base units. */
  capacity: number | null;
  usage: number | null;
  pods: readonly PodView[];
  /** False: nobody tells which pods are there, so that what is used cannot be said to be the system's. */
  podsKnown: boolean;
  sources: readonly SourceView[];
  picture: Picture;
}

/** A node drawn to scale, or why it cannot be: an old picture never passes for a live one. */
export const BayPlan = ({ capacity, usage, picture, ...rest }: BayPlanProps) =>
  picture.state !== "live" || capacity === null || usage === null ? (
    <NoBayPlan picture={picture} />
  ) : (
    <Hull capacity={capacity} usage={usage} {...rest} />
  );
