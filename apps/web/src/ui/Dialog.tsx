import { useId, type ReactNode } from "react";
import styles from "./Dialog.module.css";
import { useModal } from "./useModal.ts";

interface DialogProps {
  title: string;
  onClose(): void;
  children: ReactNode;
}

/** A list over the page, with a button that closes it, as Escape does. */
export const Dialog = ({ title, onClose, children }: DialogProps) => {
  const id = useId();
  const [modal, close] = useModal(onClose);
  return (
    <dialog {...modal} className={styles.dialog} aria-labelledby={id}>
      {/* Above what may be long: it has the focus first, and would scroll the rest away. */}
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        <button type="button" className={styles.close} onClick={close}>
          Close
        </button>
      </div>
      {children}
    </dialog>
  );
};
