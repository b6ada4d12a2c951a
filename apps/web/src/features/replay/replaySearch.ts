/** What every address of a replay says: the moment, as RFC 3339. */
export interface ReplaySearch {
  at?: string;
}

/** Reads an address; what is no moment is left out, never an error. */
export const readReplaySearch = ({ at }: Record<string, unknown>): ReplaySearch =>
  typeof at === "string" && !Number.isNaN(Date.parse(at)) ? { at } : {};
