import type { KubeletSettingView } from "@bayplan/api/views";

/** A value as people write it: text without its quotation marks, all else as JSON. */
export const readable = (json: string): string => {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "string" ? value || "(empty)" : JSON.stringify(value);
  } catch {
    return json;
  }
};

export const matchesSetting = ({ name, value }: KubeletSettingView, words: string): boolean => {
  const text = `${name}\n${value}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};
