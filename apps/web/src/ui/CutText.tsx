import { createContext, useContext, useMemo } from "react";
import styles from "./CutText.module.css";

/** What a line of text has to itself, and what it is written in. */
interface TextRoom {
  /** Pixels. */
  width: number;
  font: string;
}

/** Of all `CutText` inside; null where it is not known. */
export const TextRoomContext = createContext<TextRoom | null>(null);

/** Pixels of the button that stands beside it. */
const BESIDE = 28;

const pageFont = (): string => {
  const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(document.body);
  return `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
};

/** Of an element's width, where that is the width of all cells of a column, and 0 where it is not shown. */
export const useTextRoom = (width: number): TextRoom | null =>
  useMemo(() => (width > BESIDE ? { width: width - BESIDE, font: pageFont() } : null), [width]);

/** What is drawn is wider than what is measured by this at most: digits of one width, hyphens between letters. */
const WIDER = 1.1;
/** More different texts than a page shows: what was measured is then forgotten. */
const MOST = 5_000;

const widths = new Map<string, number>();
let pen: CanvasRenderingContext2D | null = null;

/** At most this many pixels; endless until the font is there. */
const widthOf = (text: string, font: string): number => {
  const key = `${font} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen || !document.fonts.check(font, text)) return Infinity;
  if (widths.size >= MOST) widths.clear();
  pen.font = font;
  const width = pen.measureText(text.replaceAll(/\d/g, "0")).width * WIDER;
  widths.set(key, width);
  return width;
};

/**
 * One line of text, cut off where it is longer than its room; the whole of it on hover. Only then: each text that may be
 * cut off is a clip, through which the browser goes with whatever it paints.
 */
export const CutText = ({ text, title }: { text: string; title: string }) => {
  const room = useContext(TextRoomContext);
  const fits = room !== null && widthOf(text, room.font) < room.width;
  return (
    <span className={`soft ${styles.text}`} data-fits={fits || undefined} title={title}>
      {text}
    </span>
  );
};
