import type { KubeletConfig } from "@bayplan/shared";
import { objectOf } from "@bayplan/shared/kubernetes";

/** `/configz` as it came, less the headers it fetches static pods with: they can hold a token. */
export function readConfig(body: unknown): KubeletConfig {
  const { staticPodURLHeader: _secret, ...config } = objectOf(objectOf(body)["kubeletconfig"]);
  return { kind: "kubeletConfig", id: "kubeletConfig", config };
}
