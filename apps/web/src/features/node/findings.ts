import type { DeviceView, FindingView, NodeHeader, PodView } from "@bayplan/api/views";
import type { FindingSubject, Time } from "@bayplan/shared";
import { shortId } from "../../format/ids.ts";
import type { SymbolName, Tone } from "../../ui/Symbol.tsx";
import { exitWords, isTroubled, lookOfContainer } from "../pod/containerState.ts";
import { bySource, faresOf, lookOf, SOURCE_NAMES } from "../sources/sourceState.ts";
import { FINDING_LOOKS, ruleWords } from "../findings/findingLook.ts";

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
  pod: { namespace: string; name: string } | null;
}

const podOf = ({ namespace, pod }: FindingSubject): Finding["pod"] =>
  namespace !== undefined && pod !== undefined ? { namespace, name: pod } : null;

/** Of containers and devices the message does not name them: the title does. */
const titleOf = ({ rule, subject }: FindingView): string => {
  const what =
    subject.kind === "container"
      ? subject.container
      : subject.kind === "device"
        ? shortId(subject.device ?? subject.id)
        : null;
  return what ? `${ruleWords(rule)}: ${what}` : ruleWords(rule);
};

const told = (finding: FindingView): Finding => ({
  key: finding.key,
  ...FINDING_LOOKS[finding.severity],
  title: titleOf(finding),
  text: finding.message,
  since: finding.since,
  pod: podOf(finding.subject),
});

const ofAgent = ({ row: { agent } }: NodeHeader): Finding[] =>
  agent.conflict
    ? [
        {
          key: "conflict",
          tone: "warn",
          symbol: "triangle",
          title: "Two agents spoke for this node",
          text: "The newer one is believed. Stop one of them.",
          since: agent.conflict.at,
          pod: null,
        },
      ]
    : [];

const ofSources = ({ row }: NodeHeader): Finding[] =>
  bySource(row.sources).flatMap(({ source, calls }) => {
    // What a single thing is made of is told where that stands: who leaves a right away means to.
    const worst = faresOf(calls)?.worst;
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
      title: `${container.name}: ${lookOfContainer(container).words}`,
      text: `${last}${container.message ?? ""}`,
      since: container.since,
      pod,
    };
  });

/** A sick device that is held is among the server's own findings. */
const ofDevice = (device: DeviceView): Finding[] =>
  device.health === "Unhealthy" && device.assignments.length === 0
    ? [
        {
          key: device.key,
          tone: "warn",
          symbol: "slash",
          title: `Device ${shortId(device.id)} unhealthy`,
          text: "Nobody holds it.",
          since: null,
          pod: null,
        },
      ]
    : [];

const GRAVITY: readonly Tone[] = ["danger", "warn", "unknown", "quiet", "ok"];

/** All that is wrong, gravest first: what the server found, unless it may be a passing moment, and what a row itself says. */
export const findingsOf = (
  header: NodeHeader,
  pods: readonly PodView[],
  devices: readonly DeviceView[],
  found: readonly FindingView[],
): Finding[] =>
  [
    ...found.filter(({ settled }) => settled).map(told),
    ...ofAgent(header),
    ...ofSources(header),
    ...devices.flatMap(ofDevice),
    ...pods.flatMap(ofPod),
  ].toSorted((a, b) => GRAVITY.indexOf(a.tone) - GRAVITY.indexOf(b.tone));
