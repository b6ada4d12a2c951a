import type { EvictionView } from "@bayplan/api/views";
import { Link } from "../../app/Link.tsx";
import { Age } from "../../ui/Age.tsx";
import styles from "./EvictionItem.module.css";

interface WhereAndWhenProps {
  eviction: Pick<EvictionView, "node" | "at">;
  /** On the node's own page the node is said already. */
  onNode?: boolean;
}

/** At the end of an eviction's head. */
export const WhereAndWhen = ({ eviction: { node, at }, onNode = false }: WhereAndWhenProps) => (
  <span className={styles.when}>
    {!onNode && node !== "" && (
      <>
        <Link to="/nodes/$name" params={{ name: node }} search={{ tab: "eviction" }} className={styles.node}>
          {node}
        </Link>
        {" · "}
      </>
    )}
    <Age at={at} suffix=" ago" />
  </span>
);
