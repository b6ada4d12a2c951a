import { useCallback, useMemo, useRef, type SyntheticEvent } from "react";

/** What a modal `<dialog>` takes. */
export interface ModalProps {
  ref(dialog: HTMLDialogElement | null): void;
  onCancel(event: SyntheticEvent): void;
  onClose(): void;
}

/**
 * A dialog that is open for as long as it is drawn, and a way to close it. It is told closed with the key that closes
 * it: the browser's own `close` comes a moment later, and would close again what the next key has opened by then.
 */
export const useModal = (onClose: () => void): [ModalProps, () => void] => {
  const dialog = useRef<HTMLDialogElement>(null);
  const ref = useCallback((element: HTMLDialogElement | null) => {
    dialog.current = element;
    if (element && !element.open) element.showModal();
  }, []);
  const close = useCallback(() => {
    // While it is still in the document: only so does the focus return to where it was.
    dialog.current?.close();
    onClose();
  }, [onClose]);
  const props = useMemo<ModalProps>(
    () => ({
      ref,
      onCancel: (event) => {
        event.preventDefault();
        close();
      },
      onClose,
    }),
    [ref, close, onClose],
  );
  return [props, close];
};
