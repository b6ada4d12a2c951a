import { Dialog } from "../../ui/Dialog.tsx";
import { KEYS } from "./keys.ts";
import styles from "./Keys.module.css";

/** The list of keys. */
export const Keys = ({ onClose }: { onClose(): void }) => (
  <Dialog title="Keys" onClose={onClose}>
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
  </Dialog>
);
