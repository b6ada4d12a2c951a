import type { PodSpec } from "../../model/index.ts";
import { given } from "../given.ts";
import { numberOf } from "../exactNumbers.ts";
import { flagOf, isObject, objectOf, textOf, textsOf } from "../loose.ts";

type Security = NonNullable<PodSpec["securityContext"]>;

/** What a pod's or container's security context says of its isolation; undefined where it says nothing. */
export function readSecurity(context: unknown): Security | undefined {
  if (!isObject(context) || Object.keys(context).length === 0) return undefined;
  const added = textsOf(objectOf(context["capabilities"])["add"]);
  const droppedCapabilities = textsOf(objectOf(context["capabilities"])["drop"]);
  return given({
    privileged: flagOf(context["privileged"]),
    runAsUser: numberOf(context["runAsUser"]),
    runAsNonRoot: flagOf(context["runAsNonRoot"]),
    readOnlyRootFilesystem: flagOf(context["readOnlyRootFilesystem"]),
    allowPrivilegeEscalation: flagOf(context["allowPrivilegeEscalation"]),
    seccomp: profile(context["seccompProfile"]),
    appArmor: profile(context["appArmorProfile"]),
    capabilitiesAdded: added.length > 0 ? added : undefined,
    capabilitiesDropped: droppedCapabilities.length > 0 ? droppedCapabilities : undefined,
  });
}

/** `RuntimeDefault`, `Unconfined`, or `Localhost` with the profile it names. */
function profile(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const named = textOf(value["localhostProfile"]);
  const type = textOf(value["type"]);
  return type !== undefined && named !== undefined ? `${type} ${named}` : type;
}
