import { Suspense, useCallback, useId, useRef, useState } from "react";
import { part } from "../../app/parts/part.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { useModal } from "../../ui/useModal.ts";
import styles from "./Palette.module.css";
import type { ListKeys } from "./PaletteList.tsx";

const PaletteList = part(async () => (await import("./PaletteList.tsx")).PaletteList);

/** Keys that are the list's. */
const LIST_KEYS: ReadonlySet<string> = new Set(["ArrowDown", "ArrowUp", "Enter"]);

const WHAT = "Find a node, pod, device or page";

/**
 * Goes to any page, node, pod or device by its name. The field is there with the key that opens it and takes what is
 * typed from then on, and keeps the keys that are the list's until it is there: it is fetched when first asked for.
 */
export const Palette = ({ onClose }: { onClose(): void }) => {
  const id = useId();
  const [query, setQuery] = useState("");
  const [marked, setMarked] = useState<string | null>(null);
  const [modal, close] = useModal(onClose);
  const list = useRef<ListKeys>(null);
  const held = useRef<string[]>([]);
  const takeKeys = useCallback((keys: ListKeys | null) => {
    list.current = keys;
    // One each time: where it leads is known once the list is drawn again.
    const key = keys && held.current.shift();
    if (key) keys.press(key);
  }, []);
  return (
    <dialog
      {...modal}
      className={styles.palette}
      aria-label={WHAT}
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
        onChange={({ target }) => {
          held.current = [];
          setQuery(target.value);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || !LIST_KEYS.has(event.key)) return;
          event.preventDefault();
          if (list.current) list.current.press(event.key);
          else held.current.push(event.key);
        }}
      />
      <Suspense fallback={<Waiting />}>
        <PaletteList id={id} query={query} keys={takeKeys} onMarked={setMarked} onClose={close} />
      </Suspense>
    </dialog>
  );
};

const Waiting = () => (
  <div className={styles.list} role="status" aria-label="The list is on its way">
    <Skeleton height={300} />
  </div>
);
