import { describe, expect, test } from "vitest";
// oxlint-disable-next-line no-restricted-imports -- a test reads the style sheet it checks
import { readFileSync } from "node:fs";

const tokens = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

type Theme = "light" | "dark";

const THEMES: readonly Theme[] = ["light", "dark"];

const colour = (token: string, theme: Theme): string => {
  const pair = new RegExp(`--${token}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokens);
  const one = new RegExp(`--${token}: (#\\w{6})`).exec(tokens);
  const found = pair?.[theme === "light" ? 1 : 2] ?? one?.[1];
  if (!found) throw new Error(`tokens.css has no colour --${token}`);
  return found;
};

/** Relative luminance as WCAG 2 has it. */
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};

const onAnyGround = [
  "ink",
  "soft",
  "danger",
  "warn-text",
  "ok",
  "accent",
  "guaranteed-text",
  "burstable-text",
  "best-effort-text",
].flatMap((text) => ["page", "surface"].map((ground) => [text, ground] as const));

const PAIRS = [
  ...onAnyGround,
  ["soft", "water"],
  ["ink", "water"],
  ["soft", "sunk"],
  ["on-guaranteed", "guaranteed"],
  ["on-burstable", "burstable"],
  ["on-best-effort", "best-effort"],
  ["on-system", "system"],
] as const;

describe.each(THEMES)("in the %s theme text can be read", (theme) => {
  test.each(PAIRS)("%s on %s", (text, ground) =>
    expect(contrast(colour(text, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5),
  );
});
