import { useCallback } from "react";
import { KEYS } from "./keys.ts";
import styles from "./PaletteButton.module.css";

/** The list of keys. */
export const Keys = ({ onClose }: { onClose(): void }) => {
  const open = useCallback((dialog: HTMLDialogElement | null) => {
    if (dialog && !dialog.open) dialog.showModal();
  }, []);
  return (
    <dialog ref={open} className={styles.dialog} aria-labelledby="keys" onClose={onClose}>
      {/* Above what may be long: it has the focus first, and would scroll the rest away. */}
      <div className={styles.dialogHead}>
        <h2 id="keys">Keys</h2>
        <form method="dialog">
          <button type="submit" className={styles.close}>
            Close
          </button>
        </form>
      </div>
      {KEYS.map(({ where, keys }) => (
        <section key={where} aria-label={where}>
          <h3>{where}</h3>
          <dl className={styles.keys}>
            {keys.map((key) => (
              <div key={key.does} style={{ display: "contents" }}>
                <dt>
                  {key.keys.map((name) => (
                    <span key={name}>
                      <kbd>{name}</kbd>{" "}
                    </span>
                  ))}
                </dt>
                <dd>{key.does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </dialog>
  );
};
