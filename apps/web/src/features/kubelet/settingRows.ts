import type { KubeletSettingView } from "@bayplan/api/views";

/** A setting that is no object of settings, under its whole path: `evictionHard.memory.available`. */
export interface SettingRow {
  name: string;
  /** Null: the default has it, and this kubelet does not. */
  value: string | null;
  /** Null: Kubernetes sets none, or it depends on the machine. */
  default: string | null;
  differs: boolean;
}

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
};

/** A value as people write it: text without its quotation marks, all else as JSON. */
const readable = (value: unknown): string => (typeof value === "string" ? value || "(empty)" : JSON.stringify(value));

/** The settings in an object; null where it is none. */
const partsOf = (value: unknown): Record<string, unknown> | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
    ? (value as Record<string, unknown>)
    : null;

const leavesOf = (name: string, value: unknown, usual: unknown, differing: ReadonlySet<string>): SettingRow[] => {
  const parts = partsOf(value);
  if (parts) {
    const usualParts = partsOf(usual) ?? {};
    const gone = Object.keys(usualParts).filter((part) => differing.has(`${name}.${part}`));
    return [...new Set([...Object.keys(parts), ...gone])].flatMap((part) =>
      leavesOf(`${name}.${part}`, parts[part], usualParts[part], differing),
    );
  }
  const [told, expected] = [value, usual].map((one) => (one === undefined ? null : readable(one)));
  return [{ name, value: told ?? null, default: expected ?? null, differs: differing.has(name) }];
};

/** The settings, each part of those that have parts in a row of its own. */
export const settingRows = (settings: readonly KubeletSettingView[]): SettingRow[] =>
  settings.flatMap(({ name, value, default: usual, differing }) =>
    leavesOf(name, parsed(value), usual === null ? undefined : parsed(usual), new Set(differing)),
  );

export const matchesSetting = ({ name, value }: SettingRow, words: string): boolean => {
  const text = `${name}\n${value ?? ""}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};
