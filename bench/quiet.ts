import type { Log } from "@bayplan/agent";

/** Says nothing: what is measured is not to wait for a terminal. */
export const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} };
