import type { KubeletAccess } from "@bayplan/agent";
import { HttpMethod, RequestContext, type KubeConfig } from "@kubernetes/client-node";
import { kubeletAccess } from "../kubeletAccess.ts";

/** A node's kubelet through the API server's node proxy, as the kubeconfig's user; it needs `get nodes/proxy`. */
export function proxyAccess(kubeConfig: KubeConfig, node: string): KubeletAccess {
  const cluster = kubeConfig.getCurrentCluster();
  if (!cluster) throw new Error("The kubeconfig names no cluster: choose a context that does.");
  const kubeletUrl = `${cluster.server.replace(/\/$/, "")}/api/v1/nodes/${encodeURIComponent(node)}/proxy`;
  const access = kubeletAccess(node, { kubeletUrl, kubeletInsecure: cluster.skipTLSVerify ?? false }, kubeConfig);
  return access.clientCertificate === undefined && !access.token
    ? { ...access, token: () => bearer(kubeConfig, cluster.server) }
    : access;
}

/** The token that the user's plugin or provider gives; empty for one who needs none. */
async function bearer(kubeConfig: KubeConfig, server: string): Promise<string> {
  const context = new RequestContext(server, HttpMethod.GET);
  await kubeConfig.applySecurityAuthentication(context);
  return (context.getHeaders()["Authorization"] ?? "").replace(/^Bearer /, "");
}
