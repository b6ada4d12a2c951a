import type { ContainerSpec, Probe, RestartRule } from "../../model/index.ts";
import { given } from "../given.ts";
import { numberOf } from "../exactNumbers.ts";
import { flagOf, isObject, objectOf, objectsOf, someOf, textOf, wordOf, type Loose } from "../loose.ts";
import { readResources } from "./resources.ts";
import { readSecurity } from "./security.ts";

export function readContainerSpec(container: Loose): ContainerSpec {
  const resources = objectOf(container["resources"]);
  const claims = objectsOf(resources["claims"]).flatMap((claim) => wordOf(claim["name"]) ?? []);
  const devices = objectsOf(container["volumeDevices"]).flatMap((device) => wordOf(device["name"]) ?? []);
  return given({
    name: textOf(container["name"]) ?? "",
    image: textOf(container["image"]) ?? "",
    imagePullPolicy: wordOf(container["imagePullPolicy"]),
    restartPolicy: wordOf(container["restartPolicy"]),
    restartPolicyRules: someOf(container["restartPolicyRules"], readRestartRule),
    resources: readResources(resources),
    ports: someOf(container["ports"], readPort),
    volumeMounts: someOf(container["volumeMounts"], readMount),
    volumeDevices: devices.length > 0 ? devices : undefined,
    livenessProbe: readProbe(container["livenessProbe"]),
    readinessProbe: readProbe(container["readinessProbe"]),
    startupProbe: readProbe(container["startupProbe"]),
    preStop: handlerInWords(objectOf(objectOf(container["lifecycle"])["preStop"])),
    securityContext: readSecurity(container["securityContext"]),
    claims: claims.length > 0 ? claims : undefined,
  });
}

function readRestartRule({ action, exitCodes }: Loose): RestartRule {
  if (!isObject(exitCodes)) return { action: textOf(action) ?? "" };
  const { operator, values } = exitCodes;
  const codes = Array.isArray(values) ? values.flatMap((value) => numberOf(value) ?? []) : [];
  return { action: textOf(action) ?? "", exitCodes: { operator: textOf(operator) ?? "", values: codes } };
}

const readPort = (port: Loose) =>
  given({
    name: wordOf(port["name"]),
    containerPort: numberOf(port["containerPort"]) ?? 0,
    hostPort: numberOf(port["hostPort"]),
    hostIP: wordOf(port["hostIP"]),
    protocol: wordOf(port["protocol"]),
  });

const readMount = (mount: Loose) =>
  given({
    name: textOf(mount["name"]) ?? "",
    mountPath: textOf(mount["mountPath"]) ?? "",
    readOnly: flagOf(mount["readOnly"]),
  });

/** Counts that are absent have the API server's defaults. */
function readProbe(probe: unknown): Probe | undefined {
  if (!isObject(probe)) return undefined;
  return {
    handler: handlerInWords(probe) ?? "unknown",
    periodSeconds: numberOf(probe["periodSeconds"]) ?? 10,
    failureThreshold: numberOf(probe["failureThreshold"]) ?? 3,
    initialDelaySeconds: numberOf(probe["initialDelaySeconds"]) ?? 0,
    timeoutSeconds: numberOf(probe["timeoutSeconds"]) ?? 1,
  };
}

/** What a probe or hook does, without the command or the headers, which can hold secrets. */
function handlerInWords({ exec, httpGet, tcpSocket, grpc, sleep }: Loose): string | undefined {
  if (isObject(exec)) return "exec";
  if (isObject(httpGet)) {
    const scheme = textOf(httpGet["scheme"])?.toLowerCase() === "https" ? "https" : "http";
    const path = (textOf(httpGet["path"]) ?? "/").replace(/\?.*$/, "");
    return `${scheme} ${textOf(httpGet["host"]) ?? ""}:${portInWords(httpGet["port"])}${path}`;
  }
  if (isObject(tcpSocket)) return `tcp ${textOf(tcpSocket["host"]) ?? ""}:${portInWords(tcpSocket["port"])}`;
  if (isObject(grpc)) return `grpc :${portInWords(grpc["port"])}`;
  if (isObject(sleep)) return `sleep ${numberOf(sleep["seconds"]) ?? 0} s`;
  return undefined;
}

const portInWords = (port: unknown): string =>
  typeof port === "number" || typeof port === "string" ? String(port) : "?";
