import { Link } from "../../app/Link.tsx";
import styles from "./ResourcesTab.module.css";

export const PodLink = ({ node, namespace, pod }: { node: string; namespace: string; pod: string }) => (
  <Link to="/pods/$namespace/$name" params={{ namespace, name: pod }} search={{ node }}>
    {pod} <span className={styles.soft}>{namespace}</span>
  </Link>
);
