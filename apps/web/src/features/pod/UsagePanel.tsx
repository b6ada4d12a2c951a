import type { NodeHeader, PodView } from "@bayplan/api/views";
import { Age } from "../../ui/Age.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Amounts } from "./Amounts.tsx";
import styles from "./PodPage.module.css";

/** What it uses against what it asked for and may take, and how old that is. */
export const UsagePanel = ({ pod, sampledAt }: { pod: PodView; sampledAt: NodeHeader["sampledAt"] | undefined }) => (
  <Panel
    title="Uses, asked, limit"
    aside={
      sampledAt && (
        <span className={styles.note}>
          sample <Age at={sampledAt} suffix=" old" />
        </span>
      )
    }
  >
    <Amounts pod={pod} />
  </Panel>
);
