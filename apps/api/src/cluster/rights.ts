/** What a call of the API server needs, and what is missing without it: said where it is refused. */
export interface Right {
  /** The call in words, after “cannot”: `list and watch nodes`. */
  what: string;
  /** A rule of a ClusterRole that grants it, as one line of YAML. */
  rule: string;
  /** What is not known without it, in sentences; empty where nobody is told. */
  without: string;
}

const yamlRule = (group: string, resource: string, verbs: readonly string[]): string =>
  `{apiGroups: [${group === "" ? '""' : group}], resources: [${resource}], verbs: [${verbs.join(", ")}]}`;

/** The rule to follow a collection of the whole cluster: of `/api/v1/RESOURCE` or `/apis/GROUP/VERSION/RESOURCE`. */
export const ruleToWatch = (path: string): string => {
  const parts = path.split("/");
  const group = parts[1] === "apis" ? (parts[2] ?? "") : "";
  return yamlRule(group, parts.at(-1) ?? "", ["list", "watch"]);
};

/** A node's summary where no agent brings it. */
export const RIGHT_TO_PROXY: Right = {
  what: "read the node's summary through its proxy",
  rule: `${yamlRule("", "nodes/proxy", ["get"])}, which reaches further than reading`,
  without: "What the node and its pods use is known only from an agent on the node.",
};
