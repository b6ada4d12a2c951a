import type { Times } from "../../format/telling.ts";
import type { Theme } from "../view/view.ts";

/** Where the page is, and what of the view is known besides. */
export interface Shown {
  /** The whole address, as the browser has it. */
  href: string;
  /** The zone that was chosen; null: the browser's own, which is the reader's affair. */
  zone: string | null;
  /** How times are told, where that was chosen; null: as the reader has it. */
  times: Times | null;
  /** The theme that was chosen; null: the system's. A link leaves the reader's alone, a frame has no other. */
  theme: Theme | null;
  /** Of a replay, the moment it is at, as RFC 3339; null elsewhere. */
  at: string | null;
}

/** Leads to exactly what is shown. */
export const shareLink = ({ href, zone, times, at }: Shown): string => {
  const url = new URL(href);
  if (zone !== null && !url.searchParams.has("tz")) url.searchParams.set("tz", zone);
  if (times !== null && !url.searchParams.has("times")) url.searchParams.set("times", times);
  if (at !== null) url.searchParams.set("at", at);
  url.hash = "";
  return url.href;
};

/** The same for a frame: one panel of the page, or all of it. */
export const frameLink = (shown: Shown, panel: string | null): string => {
  const url = new URL(shareLink(shown));
  url.searchParams.set("embed", "1");
  if (shown.theme !== null && !url.searchParams.has("theme")) url.searchParams.set("theme", shown.theme);
  if (panel !== null) url.searchParams.set("panel", panel);
  return url.href;
};

const escapeAttribute = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** HTML that shows that address in a page of one's own. */
export const frameSnippet = (link: string, title: string): string =>
  `<iframe src="${escapeAttribute(link)}" title="${escapeAttribute(title)}" style="width: 100%; height: 480px; border: 0"></iframe>`;
