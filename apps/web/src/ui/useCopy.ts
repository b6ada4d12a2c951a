import { useEffect, useState } from "react";

type Outcome = "copied" | "refused";

/** The way of before, for pages that come over plain HTTP: browsers keep the clipboard from those. */
const copyBySelection = (text: string): boolean => {
  const field = document.createElement("textarea");
  field.value = text;
  field.style.cssText = "position: fixed; opacity: 0";
  const focused = document.activeElement;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return done;
};

const copyText = async (text: string): Promise<boolean> => {
  if (!window.isSecureContext) return copyBySelection(text);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};

const SHOWN = 1_500;

/** Copies, and tells for a moment what came of it. */
export const useCopy = (): { outcome: Outcome | null; copy(text: string): void } => {
  const [last, setLast] = useState<{ outcome: Outcome } | null>(null);
  useEffect(() => {
    if (last === null) return;
    const timer = setTimeout(() => setLast(null), SHOWN);
    return () => clearTimeout(timer);
  }, [last]);
  const copy = (text: string): void =>
    void copyText(text).then((done) => setLast({ outcome: done ? "copied" : "refused" }));
  return { outcome: last?.outcome ?? null, copy };
};
