import type { PodPlan } from "../../world/workloads/plan.ts";
import { WEB } from "./web.ts";
import { BATCH } from "./batch.ts";
import { DATA } from "./data.ts";
import { GPU } from "./gpu.ts";
import { OTHERS } from "./others.ts";

/** Who runs on which node when the story begins, by node name. */
export const CAST: Record<string, PodPlan[]> = { ...WEB, ...BATCH, ...DATA, ...GPU, ...OTHERS };
