import { useHotkeys } from "@mantine/hooks";
import { useState } from "react";
import { Keys } from "./Keys.tsx";
import { Palette } from "./Palette.tsx";
import styles from "./PaletteButton.module.css";

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Opens the palette, by a click or ⌘K, and the list of keys by `?`. */
export const PaletteButton = () => {
  const [shown, setShown] = useState<"palette" | "keys" | null>(null);
  useHotkeys([["mod+K", () => setShown("palette")]], []);
  useHotkeys([
    ["?", () => setShown("keys")],
    ["shift+?", () => setShown("keys")],
    ["/", () => setShown("palette")],
  ]);
  return (
    <>
      <button type="button" className={styles.find} aria-haspopup="dialog" onClick={() => setShown("palette")}>
        <svg viewBox="0 0 12 12" aria-hidden="true" className={styles.glass}>
          <path d="M5 1.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM7.6 7.6l3 3" />
        </svg>
        <span>Find a node, pod, device</span>
        <kbd>{isMac ? "⌘K" : "Ctrl K"}</kbd>
      </button>
      {shown === "palette" && <Palette onClose={() => setShown(null)} />}
      {shown === "keys" && <Keys onClose={() => setShown(null)} />}
    </>
  );
};
