import type { ResourceRequirements } from "../../model/index.ts";
import { given } from "../given.ts";
import { objectOf, textMapOf } from "../loose.ts";

/** Requests and limits; each undefined where the pod names none. */
export const readResources = (resources: unknown): ResourceRequirements => {
  const { requests, limits } = objectOf(resources);
  return given({ requests: textMapOf(requests), limits: textMapOf(limits) });
};
