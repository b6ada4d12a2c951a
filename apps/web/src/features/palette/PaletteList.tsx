import { useNavigate } from "@tanstack/react-router";
import { useEffect, useImperativeHandle, useMemo, useState, type Ref } from "react";
import { useFeed, useLive } from "../../live/useLive.ts";
import { emptyHint } from "./emptyHint.ts";
import { matches, type Place } from "./matches.ts";
import styles from "./Palette.module.css";
import { usePlaces } from "./usePlaces.ts";
import { usePodSearch } from "./usePodSearch.ts";

const MOST = 30;

const KINDS: Record<Place["kind"], string> = { page: "page", tab: "tab", node: "node", pod: "pod", device: "device" };

/** What the field above the list leaves to it. */
export interface ListKeys {
  /** Takes a key that moves or chooses. */
  press(key: string): void;
}

interface PaletteListProps {
  /** Of the list's element; an option's id begins with it. */
  id: string;
  query: string;
  /** Null while it is not known yet what is called so. */
  keys: Ref<ListKeys | null>;
  /** The id of the option's element that Enter goes to; null: nothing is listed. */
  onMarked(option: string | null): void;
  onClose(): void;
}

/** What is called so. Enter goes to the first, until arrows mark another, and that for as long as it is listed. */
export const PaletteList = ({ id, query, keys, onMarked, onClose }: PaletteListProps) => {
  const search = usePodSearch(query);
  const looking = useFeed(useLive().feeds.nodes).status === "loading" || search.looking;
  const places = usePlaces(search.pods, query);
  const navigate = useNavigate();
  const found = useMemo(
    () =>
      matches(
        places.map(({ place }) => place),
        query,
        MOST,
      ),
    [places, query],
  );
  const [moved, setMoved] = useState({ query, to: "" });
  const at = Math.max(0, moved.query === query ? found.findIndex((place) => place.id === moved.to) : 0);
  const marked = found.length > 0 ? `${id}-${at}` : null;
  useEffect(() => onMarked(marked), [marked, onMarked]);
  useEffect(() => {
    if (marked !== null) document.getElementById(marked)?.scrollIntoView({ block: "nearest" });
  }, [marked]);

  const go = (place: Place | undefined): void => {
    const target = places.find((each) => each.place.id === place?.id);
    if (!target) return;
    onClose();
    void navigate(target.to);
  };
  const step = (by: number): void => {
    const to = found.at((at + by) % found.length);
    if (to) setMoved({ query, to: to.id });
  };
  useImperativeHandle<ListKeys | null, ListKeys | null>(keys, () =>
    found.length === 0 && looking
      ? null
      : {
          press(key) {
            if (key === "ArrowDown") step(1);
            else if (key === "ArrowUp") step(-1);
            else if (key === "Enter") go(found[at]);
          },
        },
  );

  if (found.length === 0) {
    return (
      <p className={styles.empty} role="status">
        {emptyHint({ ...search, looking })}
      </p>
    );
  }
  return (
    <ul id={id} role="listbox" aria-label="What is called so" className={styles.list}>
      {found.map((place, index) => (
        <li
          key={place.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          className={styles.option}
          onClick={() => go(place)}
        >
          <span className={styles.kind}>{KINDS[place.kind]}</span>
          <span className={styles.name}>{place.name}</span>
          <span className={styles.detail}>{place.detail}</span>
        </li>
      ))}
    </ul>
  );
};
