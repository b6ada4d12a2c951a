import { isIPv4, isIPv6 } from "node:net";
import type { Source } from "@bayplan/shared";
import { isPlain } from "../keepUsed.ts";
import { learnNames } from "./learnNames.ts";
import { createStandIns, type StandIns } from "./standIns.ts";

export interface RecordedLine {
  at: string;
  node: string;
  source: Source;
  call: string;
  body: unknown;
}

export type Scrub = (line: RecordedLine) => RecordedLine;

/** Text under these keys is of Kubernetes' own words, a moment or an id, whatever somebody called a pod. */
const OWN_WORDS: ReadonlySet<string> = new Set(
  (
    "kind apiVersion type phase reason status state qosClass restartPolicy uid podUID id resource_name device_ids resource resourceID health " +
    "container_event_type created_at timestamp time resourceVersion creationTimestamp imagePullPolicy protocol medium component reportingComponent"
  ).split(" "),
);

const LABEL_MAPS: ReadonlySet<string> = new Set(["labels", "matchLabels", "nodeSelector"]);
/** Labels that Kubernetes sets and Bayplan reads keep their keys. */
const KNOWN_LABEL = /^io\.kubernetes\.|(^|[./])(kubernetes|k8s)\.io\//;
const KNOWN_VALUE = /\/(arch|os)$|^io\.kubernetes\.pod\.uid$/;

const WORD = /[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?/g;
const IMAGE = /[a-z0-9.-]+(?::\d+)?(?:\/[\w.-]+)+(?::[\w.-]+)?(?:@sha256:[0-9a-f]{64})?/g;
const ADDRESS = /[0-9A-Fa-f:.]*[.:][0-9A-Fa-f:.]+/g;
const LOCAL = /^(0\.0\.0\.0|127\.\d+\.\d+\.\d+|::1?)$/;

/**
 * Namespaces, pods, containers, nodes, images, labels and addresses become stand-ins wherever they stand, in messages
 * too, the same for the same throughout. What Bayplan works with stays: states, amounts, moments, UIDs and the ids of
 * containers and devices, which name nothing of a person's. What a program wrote as its last words goes.
 */
export function createScrub(): Scrub {
  const standIns = createStandIns();
  return ({ at, node, source, call, body }) => {
    standIns.learn("node", node);
    learnNames(body, standIns);
    return {
      at,
      node: standIns.of(node) ?? node,
      source,
      call,
      body: source === "file" ? body : replaced(body, "", standIns),
    };
  };
}

function replaced(value: unknown, key: string, standIns: StandIns): unknown {
  if (typeof value === "string") return OWN_WORDS.has(key) ? value : replacedText(value, standIns);
  if (Array.isArray(value)) return value.map((item) => replaced(item, key, standIns));
  if (!isPlain(value)) return value;
  if (LABEL_MAPS.has(key)) return replacedLabels(value, standIns);
  const fields = Object.entries(value).map(([field, item]) => [
    field,
    isLastWords(field, key, value) ? "" : replaced(item, field, standIns),
  ]);
  return Object.fromEntries(fields);
}

/** What a program wrote before it ended may be anything. */
const isLastWords = (field: string, place: string, object: Record<string, unknown>): boolean =>
  field === "message" && (place === "terminated" || "exit_code" in object);

function replacedLabels(labels: Record<string, unknown>, standIns: StandIns): unknown {
  return Object.fromEntries(
    Object.entries(labels).map(([label, value]) => [
      KNOWN_LABEL.test(label) ? label : standIns.ofLabel("label", label),
      typeof value !== "string" || KNOWN_VALUE.test(label) ? value : standIns.ofLabel("value", value),
    ]),
  );
}

/** A CSI volume as a node names it, `kubernetes.io/csi/<driver>^<handle>`: the handle can have any character. */
const replacedText = (text: string, standIns: StandIns): string => {
  const [, driver, handle = ""] = /^([^^]+\^)(.+)$/s.exec(text) ?? [];
  return driver === undefined
    ? replacedWords(text, standIns)
    : replacedWords(driver, standIns) + replacedWords(handle, standIns);
};

const replacedWords = (text: string, standIns: StandIns): string =>
  standIns.of(text) ??
  text
    .replaceAll(IMAGE, (found) => standIns.of(found) ?? found)
    .replaceAll(WORD, (word) => standIns.of(word) ?? replacedParts(word, standIns))
    .replaceAll(ADDRESS, (found) => replacedAddress(found, standIns));

/** Names made of names: `web.18ea0903cc3bd0be` of an event, `team-a_web_<uid>` of a folder. */
function replacedParts(word: string, standIns: StandIns): string {
  const [, name, suffix = ""] = /^(.+)(\.[0-9a-f]{10,})$/.exec(word) ?? [];
  if (name !== undefined) return (standIns.of(name) ?? name) + suffix;
  return word
    .split("_")
    .map((part) => standIns.of(part) ?? part)
    .join("_");
}

function replacedAddress(found: string, standIns: StandIns): string {
  const [bare = ""] = /^\d+\.\d+\.\d+\.\d+/.exec(found) ?? [found.replace(/[.:]+$/, "")];
  const isAddress = isIPv4(bare) || isIPv6(bare);
  return isAddress && !LOCAL.test(bare) ? standIns.ofAddress(bare) + found.slice(bare.length) : found;
}
