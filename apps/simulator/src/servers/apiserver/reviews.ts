import { type Answer, json } from "../answer.ts";

const USER = {
  username: "kubernetes-admin",
  groups: ["system:masters", "system:authenticated"],
};

const RULES = {
  resourceRules: [{ verbs: ["*"], apiGroups: ["*"], resources: ["*"] }],
  nonResourceRules: [{ verbs: ["*"], nonResourceURLs: ["*"] }],
  incomplete: false,
};

/** Everybody may do everything here; what is asked about comes back with that answer. */
const STATUS: Record<string, object> = {
  selfsubjectaccessreviews: { allowed: true },
  subjectaccessreviews: { allowed: true },
  selfsubjectrulesreviews: RULES,
  tokenreviews: { authenticated: true, user: USER },
  selfsubjectreviews: { userInfo: USER },
};

/** The answer to a review that was posted; null where the path names none. */
export function review(path: string, body: object): Answer | null {
  const [, plural = ""] = /^\/apis\/(?:authorization|authentication)\.k8s\.io\/v1\/([a-z]+)$/.exec(path) ?? [];
  const status = STATUS[plural];
  return status ? json({ ...body, status }, 201) : null;
}
