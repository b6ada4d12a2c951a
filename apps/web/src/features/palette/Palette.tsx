import { Suspense, useCallback, useId, useRef, useState } from "react";
import { part } from "../../app/parts/part.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import styles from "./Palette.module.css";
import type { ListKeys } from "./PaletteList.tsx";

const PaletteList = part(async () => (await import("./PaletteList.tsx")).PaletteList);

const WHAT = "Find a node, pod, device or page";

/**
 * Goes to any page, node, pod or device by its name. The field is there with the key that opens it and takes what is
 * typed from then on; the list below is fetched when it is first asked for.
 */
export const Palette = ({ onClose }: { onClose(): void }) => {
  const id = useId();
  const [query, setQuery] = useState("");
  const [marked, setMarked] = useState<string | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const keys = useRef<ListKeys>(null);
  const open = useCallback((element: HTMLDialogElement | null) => {
    dialog.current = element;
    if (element && !element.open) element.showModal();
  }, []);
  const close = useCallback(() => dialog.current?.close(), []);
  return (
    <dialog
      ref={open}
      className={styles.palette}
      aria-label={WHAT}
      onClose={onClose}
      // Outside of what it holds it is its own backdrop.
      onPointerDown={({ target, currentTarget }) => target === currentTarget && close()}
    >
      <input
        role="combobox"
        className={styles.field}
        placeholder={WHAT}
        aria-label={WHAT}
        aria-autocomplete="list"
        aria-expanded={marked !== null}
        aria-controls={marked === null ? undefined : id}
        aria-activedescendant={marked ?? undefined}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={({ target }) => setQuery(target.value)}
        onKeyDown={(event) => {
          if (!event.nativeEvent.isComposing && keys.current?.press(event.key)) event.preventDefault();
        }}
      />
      <Suspense fallback={<Waiting />}>
        <PaletteList id={id} query={query} keys={keys} onMarked={setMarked} onClose={close} />
      </Suspense>
    </dialog>
  );
};

const Waiting = () => (
  <div className={styles.list} role="status" aria-label="The list is on its way">
    <Skeleton height={300} />
  </div>
);
