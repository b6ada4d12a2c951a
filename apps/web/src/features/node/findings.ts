import type { DeviceView, NodeHeader, PodView } from "@bayplan/api/views";
import type { Time } from "@bayplan/shared";
import { formatBytes } from "../../format/bytes.ts";
import { shortId } from "../../format/ids.ts";
import { list } from "../../format/words.ts";
import type { SymbolName, Tone } from "../../ui/Symbol.tsx";
import { isNarrow, pressureWords } from "../fleet/outlook.ts";
import { exitWords, isTroubled } from "../pod/containerState.ts";
import { bySource, lookOf, SOURCE_NAMES, worstOf } from "../sources/sourceState.ts";

/** Something about a node that a person should know of. */
export interface Finding {
  key: string;
  tone: Tone;
  symbol: SymbolName;
  title: string;
  text: string;
  /** Since when, where that is known. */
  since: Time | null;
  /** The pod it is about. */
  pod: PodView | null;
}

const ofNode = ({ row, conditions }: NodeHeader): Finding[] => {
  const findings: Finding[] = [];
  const sinceOf = (type: string): Time | null =>
    conditions.find((condition) => condition.type === type)?.lastTransitionTime ?? null;
  for (const type of row.pressure) {
    const text = "The kubelet evicts pods until this is over.";
    findings.push({
      key: type,
      tone: "danger",
      symbol: "triangle",
      title: `Under ${pressureWords([type])} pressure`,
      text,
      since: sinceOf(type),
      pod: null,
    });
  }
  if (row.ready === false)
    findings.push({
      key: "Ready",
      tone: "warn",
      symbol: "dashed",
      title: "Not ready",
      text: row.readyMessage,
      since: sinceOf("Ready"),
      pod: null,
    });
  if (row.agent.conflict) {
    findings.push({
      key: "conflict",
      tone: "warn",
      symbol: "triangle",
      title: "Two agents spoke for this node",
      text: "The newer one is believed. Stop one of them.",
      since: row.agent.conflict.at,
      pod: null,
    });
  }
  const { memory } = row;
  if (row.pressure.length === 0 && isNarrow(row) && memory.capacity !== null && memory.usage !== null) {
    findings.push({
      key: "memory",
      tone: "warn",
      symbol: "triangle",
      title: `${formatBytes(memory.capacity - memory.usage)} of memory left`,
      text: `Of ${formatBytes(memory.capacity)}.`,
      since: null,
      pod: null,
    });
  }
  return findings;
};

const ofSources = ({ row }: NodeHeader): Finding[] =>
  bySource(row.sources).flatMap(({ source, calls }) => {
    const worst = worstOf(calls);
    if (!worst || worst.state === "ok" || worst.state === "unsupported") return [];
    const alike = calls.filter(({ state }) => state === worst.state).length;
    const look = lookOf(worst.state);
    const title = `${SOURCE_NAMES[source]} ${look.word}${alike > 1 ? `, ${alike} calls` : ""}`;
    return [
      {
        key: source,
        tone: look.tone,
        symbol: look.symbol,
        title,
        text: worst.message || look.advice,
        since: worst.since,
        pod: null,
      },
    ];
  });

const ofPod = (pod: PodView): Finding[] =>
  pod.containers.filter(isTroubled).map((container) => {
    const last = container.lastExit ? `Last: ${exitWords(container.lastExit)}. ` : "";
    return {
      key: `${pod.key} ${container.name}`,
      tone: "warn" as const,
      symbol: "restart" as const,
      title: `${container.name}: ${container.reason ?? "waiting"}`,
      text: `${last}${container.message ?? ""}`,
      since: container.since,
      pod,
    };
  });

const ofDevice = (device: DeviceView): Finding[] =>
  device.health === "Unhealthy"
    ? [
        {
          key: device.key,
          tone: "danger",
          symbol: "slash",
          title: `Device ${shortId(device.id)} unhealthy`,
          text:
            device.assignments.length > 0
              ? `Held by ${list(device.assignments.map(({ pod }) => pod))}.`
              : "Nobody holds it.",
          since: null,
          pod: null,
        },
      ]
    : [];

/** All that is wrong, gravest first. */
export const findingsOf = (header: NodeHeader, pods: readonly PodView[], devices: readonly DeviceView[]): Finding[] => {
  const all = [...ofNode(header), ...ofSources(header), ...devices.flatMap(ofDevice), ...pods.flatMap(ofPod)];
  return [...all.filter(({ tone }) => tone === "danger"), ...all.filter(({ tone }) => tone !== "danger")];
};
