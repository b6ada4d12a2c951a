import type { KubeletConfig } from "../model/kubelet.ts";

/** A setting of `/configz` that is text by name, such as `evictionHard`; what is no text in it is left out. */
export function textSettings(config: KubeletConfig, name: string): Record<string, string> {
  const value = config.config[name];
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

export function numberSetting(config: KubeletConfig | undefined, name: string): number | null {
  const value = config?.config[name];
  return typeof value === "number" ? value : null;
}

export function textSetting(config: KubeletConfig | undefined, name: string): string | null {
  const value = config?.config[name];
  return typeof value === "string" ? value : null;
}

export function listSetting(config: KubeletConfig | undefined, name: string): string[] {
  const value = config?.config[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
