import type { Picture } from "../sources/sourceState.ts";
import { Hull, type HullProps } from "./Hull.tsx";
import { NoBayPlan } from "./NoBayPlan.tsx";

export interface BayPlanProps extends Omit<HullProps, "capacity" | "usage"> {
  /** Of the node, in base units. */
  capacity: number | null;
  usage: number | null;
  picture: Picture;
}

/** A node drawn to scale, or why it cannot be: an old picture never passes for a live one. */
export const BayPlan = ({ capacity, usage, picture, ...rest }: BayPlanProps) =>
  picture.state !== "live" || capacity === null || usage === null ? (
    <NoBayPlan picture={picture} />
  ) : (
    <Hull capacity={capacity} usage={usage} {...rest} />
  );
