import type { Time } from "@bayplan/shared";

const RFC_3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/** RFC 3339 text in UTC, its fraction kept to the digit: the kubelet writes some moments in the node's zone. Undefined for anything else. */
export function utcTime(text: unknown): Time | undefined {
  if (typeof text !== "string") return undefined;
  const match = RFC_3339.exec(text);
  // Go writes its zero moment for one that never was.
  if (!match || text.startsWith("0001-")) return undefined;
  if (match[3] === "Z") return text;
  const whole = Date.parse(`${match[1]}${match[3]}`);
  return Number.isNaN(whole) ? undefined : `${new Date(whole).toISOString().slice(0, 19)}${match[2] ?? ""}Z`;
}
