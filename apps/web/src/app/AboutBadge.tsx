import { useQuery } from "@tanstack/react-query";
import { useApi } from "./api.ts";
import styles from "./Shell.module.css";

const MODES = { demo: "demo", cluster: "", "local-node": "this node", replay: "replay" } as const;

/** Which cluster this is; loudest where it is none. */
export const AboutBadge = () => {
  const api = useApi();
  const { data } = useQuery(api.about.queryOptions());
  if (!data) return null;
  const words = [...new Set([MODES[data.mode], data.cluster])].filter(Boolean).join(" · ");
  return words === "" ? null : (
    <span className={styles.about} title={`Bayplan ${data.version}`}>
      {words}
    </span>
  );
};
