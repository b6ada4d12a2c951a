import type { Millis } from "@bayplan/shared";
import type { Keyed } from "../views/feed.ts";
import type { NodeRow } from "../views/node.ts";
import type { NodeState } from "./state.ts";

/** What a tab's rows are made from. `before` gives the row of that key as it was last told. */
export interface TabInputs<Row extends Keyed> {
  state: NodeState;
  row: NodeRow;
  now: Millis;
  before(key: string): Row | undefined;
}

/** One way to look at a node: its rows are worked out only while someone does. */
export interface Tab<Row extends Keyed> {
  /** Two tabs of one id are the same. */
  id: string;
  /** Called once for each node that is opened in it: what it returns may remember. Null: as before. */
  begin(): (inputs: TabInputs<Row>) => Row[] | null;
}
