import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import "@mantine/core/styles/Overlay.layer.css";
import "@mantine/core/styles/Paper.layer.css";
import "@mantine/core/styles/Input.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";
import "@mantine/spotlight/styles.layer.css";
import { Spotlight, spotlight } from "@mantine/spotlight";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { emptyHint } from "./emptyHint.ts";
import { matches, type Place } from "./matches.ts";
import styles from "./Palette.module.css";
import { usePlaces } from "./usePlaces.ts";
import { usePodSearch } from "./usePodSearch.ts";

const MOST = 30;

const KINDS: Record<Place["kind"], string> = { page: "page", node: "node", pod: "pod", device: "device" };

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
  const go = (id: string): void => {
    const target = places.find(({ place }) => place.id === id);
    close();
    if (target) void navigate(target.to);
  };
  return (
    <Spotlight.ActionsList className={styles.list ?? ""}>
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
  useEffect(() => spotlight.open(), []);
  return (
    <Spotlight.Root
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
