import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import "@mantine/core/styles/Overlay.layer.css";
import "@mantine/core/styles/Paper.layer.css";
import "@mantine/core/styles/Input.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";
import "@mantine/spotlight/styles.layer.css";
import { createSpotlight, Spotlight } from "@mantine/spotlight";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { emptyHint } from "./emptyHint.ts";
import { matches, type Place } from "./matches.ts";
import styles from "./Palette.module.css";
import { usePlaces } from "./usePlaces.ts";
import { usePodSearch } from "./usePodSearch.ts";

const MOST = 30;

const KINDS: Record<Place["kind"], string> = { page: "page", node: "node", pod: "pod", device: "device" };

const [store, spotlight] = createSpotlight();

/**
 * Marks what Enter goes to: the first, until arrows choose another, and that for as long as it is listed. The spotlight
 * itself marks one when something is typed, and what is found later would have none.
 */
const markChosen = (list: HTMLElement): void => {
  const actions = [...list.querySelectorAll("[data-action]")];
  const moved = store.getState().selected > 0;
  const chosen = Math.max(0, moved ? actions.findIndex((action) => action.hasAttribute("data-selected")) : 0);
  for (const [index, action] of actions.entries()) action.toggleAttribute("data-selected", index === chosen);
  if (store.getState().selected !== chosen) store.updateState((state) => ({ ...state, selected: chosen }));
};

const Found = ({ query, close }: { query: string; close(): void }) => {
  const search = usePodSearch(query);
  const places = usePlaces(search.pods);
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
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (list.current) markChosen(list.current);
  });
  const go = (id: string): void => {
    const target = places.find(({ place }) => place.id === id);
    close();
    if (target) void navigate(target.to);
  };
  return (
    <Spotlight.ActionsList ref={list} className={styles.list ?? ""}>
      {found.length === 0 && <Spotlight.Empty className={styles.empty ?? ""}>{emptyHint(search)}</Spotlight.Empty>}
      {found.map(({ id, kind, name, detail }) => (
        <Spotlight.Action key={id} className={styles.action ?? ""} onClick={() => go(id)}>
          <span className={styles.kind}>{KINDS[kind]}</span>
          <span className={styles.name}>{name}</span>
          <span className={styles.detail}>{detail}</span>
        </Spotlight.Action>
      ))}
    </Spotlight.ActionsList>
  );
};

/** Goes to any page, node, pod or device by its name. */
export const Palette = ({ onClose }: { onClose(): void }) => {
  const [query, setQuery] = useState("");
  useEffect(() => {
    const opener = document.activeElement;
    spotlight.open();
    return () => {
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, []);
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      lockScroll={false}
      overlayProps={{ blur: 0 }}
      transitionProps={{ duration: 0 }}
      attributes={{ content: { "aria-label": "Find a node, pod, device or page" } }}
      onSpotlightClose={onClose}
      classNames={{ content: styles.content ?? "", overlay: styles.overlay ?? "", inner: styles.inner ?? "" }}
    >
      <Spotlight.Search
        placeholder="Find a node, pod, device or page"
        aria-label="Find a node, pod, device or page"
        classNames={{ input: styles.search ?? "" }}
      />
      <Found query={query} close={() => spotlight.close()} />
    </Spotlight.Root>
  );
};
