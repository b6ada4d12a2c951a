import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { KubeConfig } from "@kubernetes/client-node";
import { kubeconfigPath } from "./config.ts";
import { failureMessage } from "./failure.ts";

const SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/token";

export interface ClusterOptions {
  kubeconfig?: string;
  context?: string;
}

export interface Cluster {
  kubeConfig: KubeConfig;
  /** The context's name, as the page shows it. */
  name: string;
}

/**
 * The cluster to read, in kubectl's order: the file that was named, KUBECONFIG, ~/.kube/config, the pod's own account.
 * Null where there is none of them; throws where one is named and cannot be used.
 */
export function findCluster(options: ClusterOptions): Cluster | null {
  const named = options.kubeconfig ?? kubeconfigPath();
  const files = named?.split(":").filter(Boolean) ?? [];
  const standard = join(homedir(), ".kube", "config");
  if (files.length === 0 && existsSync(standard)) files.push(standard);
  if (files.length === 0) return existsSync(SERVICE_ACCOUNT) ? inCluster() : null;

  const kubeConfig = new KubeConfig();
  for (const file of files) merge(kubeConfig, file);
  if (options.context) {
    if (!kubeConfig.getContextObject(options.context)) {
      const known = kubeConfig.getContexts().map((context) => context.name);
      throw new Error(`The kubeconfig has no context ${options.context}; it has ${known.join(", ") || "none"}.`);
    }
    kubeConfig.setCurrentContext(options.context);
  }
  if (!kubeConfig.getCurrentCluster()) {
    throw new Error(
      `The kubeconfig ${files.join(":")} has no current context with a cluster: choose one with --context.`,
    );
  }
  return { kubeConfig, name: kubeConfig.getCurrentContext() };
}

function inCluster(): Cluster {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromCluster();
  return { kubeConfig, name: "in-cluster" };
}

function merge(into: KubeConfig, file: string): void {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`The kubeconfig ${file} cannot be read`, { cause: error });
  }
  const one = new KubeConfig();
  try {
    one.loadFromString(text);
  } catch (error) {
    const [fault = ""] = failureMessage(error).split("\n");
    throw new Error(`The kubeconfig ${file} is not one: ${fault.replace(/[.:]$/, "")}.`, { cause: error });
  }
  one.makePathsAbsolute(join(file, ".."));
  into.mergeConfig(one);
}
