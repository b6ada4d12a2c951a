import { existsSync, readFileSync } from "node:fs";
import type { KubeletAccess } from "@bayplan/agent";
import type { Cluster, User } from "@kubernetes/client-node";
import type { NodeOptions } from "./options.ts";

const SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

/** The parts of a client-node `KubeConfig` that the kubelet's access can be taken from. */
interface Credentials {
  getCurrentCluster(): Cluster | null;
  getCurrentUser(): User | null;
}

/**
 * How to reach the node's kubelet and prove who asks: as the options say, else with the kubeconfig's own user and CA,
 * else with the pod's service account.
 */
export function kubeletAccess(node: string, options: NodeOptions, kubeConfig?: Credentials): KubeletAccess {
  const tokenFile = options.tokenFile ?? inPod("token");
  const authority = options.kubeletCa ? readPem(options.kubeletCa, "CA") : undefined;
  const url = options.kubeletUrl ?? `https://${node}:10250`;
  const verification = options.kubeletInsecure ? { insecureSkipTlsVerify: true } : {};
  if (options.kubeletClientCertificate || options.kubeletClientKey) {
    if (!options.kubeletClientCertificate || !options.kubeletClientKey) {
      throw new Error(
        "A client certificate needs its key: name both --kubelet-client-certificate and --kubelet-client-key.",
      );
    }
    const clientCertificate = readPem(options.kubeletClientCertificate, "client certificate");
    const clientKey = readPem(options.kubeletClientKey, "client key");
    return { url, ...verification, ...(authority && { ca: authority }), clientCertificate, clientKey };
  }
  if (!options.tokenFile && kubeConfig) {
    const ca = authority ?? pem(kubeConfig.getCurrentCluster()?.caData, kubeConfig.getCurrentCluster()?.caFile);
    return { url, ...verification, ...(ca && { ca }), ...credentialsOf(kubeConfig.getCurrentUser()) };
  }
  const ca = authority ?? (inPod("ca.crt") ? readPem(`${SERVICE_ACCOUNT}/ca.crt`, "CA") : undefined);
  return { url, ...verification, ...(ca && { ca }), ...(tokenFile && { tokenFile }) };
}

const inPod = (file: string): string | undefined => {
  const path = `${SERVICE_ACCOUNT}/${file}`;
  return existsSync(path) ? path : undefined;
};

function credentialsOf(user: User | null): Partial<KubeletAccess> {
  const clientCertificate = pem(user?.certData, user?.certFile);
  const clientKey = pem(user?.keyData, user?.keyFile);
  const token = user?.token;
  return {
    ...(clientCertificate && clientKey && { clientCertificate, clientKey }),
    ...(token && { token: () => token }),
  };
}

const pem = (base64: string | undefined, file: string | undefined): string | undefined =>
  base64 ? Buffer.from(base64, "base64").toString("utf8") : file ? readPem(file, "certificate or key") : undefined;

function readPem(file: string, what: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`The ${what} ${file} cannot be read`, { cause: error });
  }
}
