import * as z from "zod/mini";
import { time } from "../model/time.ts";
import { transition } from "../model/transition.ts";
import { entity } from "./entity.ts";
import { REPORT_VERSION } from "./limits.ts";

export const report = z.object({
  version: z.literal(REPORT_VERSION),
  node: z.string().check(z.minLength(1), z.maxLength(253)),
  /** Drawn anew at each start of the agent, sortable: of two that claim one node, the greater is the newer. */
  instance: z.string().check(z.minLength(1), z.maxLength(64)),
  /** Counts up by one from 1; a gap makes the aggregator ask for everything. */
  sequence: z.int().check(z.positive()),
  at: time,
  /** Opens a whole picture: what the aggregator held of this node is replaced. */
  full: z.boolean(),
  /** False while further parts of a whole picture follow. */
  complete: z.boolean(),
  upserts: z.array(entity),
  /** Keys of what is gone, `<kind>/<id>`. */
  removals: z.array(z.string()),
  /** When each call last answered, by the id of its source state. */
  heard: z.record(z.string(), time),
  /** Kept by the agent until a store has them. */
  transitions: z.array(transition),
  agentVersion: z.string(),
});
export type Report = z.infer<typeof report>;

/** What the aggregator answers. */
export interface Acknowledgement {
  /** Which aggregator this is: a new one holds nothing yet. */
  aggregator: string;
  /** The last sequence it holds of this instance; 0 for none. */
  sequence: number;
  /** The last sequence whose transitions are stored for good. */
  stored: number;
  /** It holds no whole picture: send everything. */
  resend: boolean;
}
