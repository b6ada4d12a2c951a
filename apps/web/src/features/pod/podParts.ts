import type { EventView, FindingView, PodDetail, PodPart, TransitionView } from "@bayplan/api/views";

/** A pod's feed by kind. */
export interface PodParts {
  /** Null: the pod is gone, or never was. */
  detail: PodDetail | null;
  transitions: TransitionView[];
  events: EventView[];
  findings: FindingView[];
}

export const podParts = (rows: ReadonlyMap<string, PodPart>): PodParts => {
  const parts: PodParts = { detail: null, transitions: [], events: [], findings: [] };
  for (const row of rows.values()) {
    if (row.part === "detail") parts.detail = row;
    else if (row.part === "transition") parts.transitions.push(row);
    else if (row.part === "event") parts.events.push(row);
    else parts.findings.push(row);
  }
  return parts;
};
