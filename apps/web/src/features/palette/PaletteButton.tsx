import styles from "./PaletteButton.module.css";
import { paletteShown } from "./shown.ts";

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Opens the palette. */
export const PaletteButton = () => (
  <button type="button" className={styles.find} aria-haspopup="dialog" onClick={() => paletteShown.set("palette")}>
    <svg viewBox="0 0 12 12" aria-hidden="true" className={styles.glass}>
      <path d="M5 1.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM7.6 7.6l3 3" />
    </svg>
    <span>Find a node, pod, device</span>
    <kbd>{isMac ? "⌘K" : "Ctrl K"}</kbd>
  </button>
);
