import type { FindingView } from "@bayplan/api/views";

/** It is of devices, CPUs or their alignment. */
export const isOfHardware = ({ rule, subject }: Pick<FindingView, "rule" | "subject">): boolean =>
  subject.kind === "device" || subject.kind === "cpu" || /Device|Cpu|Numa|Align/.test(rule);
