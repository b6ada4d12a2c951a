import { naturalOrder } from "@bayplan/shared/naturalOrder";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useFeed, useLive } from "../../live/useLive.ts";
import button from "../../ui/Button.module.css";
import { ChoiceField } from "../../ui/Fields.tsx";
import styles from "./NodeChoice.module.css";

const route = getRouteApi("/pods/$namespace/$name");

/** Asks for the node on which a pod that is gone may have been: what is still known of it is known there. */
export const NodeChoice = () => {
  const navigate = route.useNavigate();
  const { feeds } = useLive();
  const { rows } = useFeed(feeds.nodes);
  const names = useMemo(() => [...rows.values()].map(({ name }) => name).toSorted(naturalOrder), [rows]);
  const [node, setNode] = useState("");
  if (names.length === 0) return null;
  return (
    <form
      className={styles.choice}
      onSubmit={(event) => {
        event.preventDefault();
        if (node !== "") void navigate({ search: (before) => ({ ...before, node }) });
      }}
    >
      <ChoiceField
        label="node it was on"
        value={node}
        options={names.map((name) => ({ value: name, label: name }))}
        onChange={setNode}
      />
      <button type="submit" className={button.outlined} disabled={node === ""}>
        Look there
      </button>
    </form>
  );
};
