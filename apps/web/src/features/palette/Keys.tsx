import { useCallback } from "react";
import styles from "./PaletteButton.module.css";

const KEYS: [string[], string][] = [
  [["⌘ K", "Ctrl K", "/"], "find a node, pod, device or page"],
  [["S"], "copies a link to what is shown"],
  [["?"], "this list"],
  [["Tab"], "to the next thing, Shift Tab back"],
  [["←", "→", "↑", "↓"], "between the cells of a bay plan, between tabs"],
  [["←", "→"], "in the lanes: earlier, later; Page up and Page down by a whole stretch"],
  [["+", "−"], "in the lanes: shorter, longer (or Ctrl and the wheel)"],
  [["End"], "in the lanes: back to now"],
  [["T"], "in the lanes: the table behind them"],
  [["Esc"], "closes what is open"],
];

/** The list of keys. */
export const Keys = ({ onClose }: { onClose(): void }) => {
  const open = useCallback((dialog: HTMLDialogElement | null) => {
    if (dialog && !dialog.open) dialog.showModal();
  }, []);
  return (
    <dialog ref={open} className={styles.dialog} aria-labelledby="keys" onClose={onClose}>
      <h2 id="keys">Keys</h2>
      <dl className={styles.keys}>
        {KEYS.map(([keys, what]) => (
          <div key={what} style={{ display: "contents" }}>
            <dt>
              {keys.map((key) => (
                <span key={key}>
                  <kbd>{key}</kbd>{" "}
                </span>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit" className={styles.close}>
          Close
        </button>
      </form>
    </dialog>
  );
};
