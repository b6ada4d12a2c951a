import type { PodView } from "@bayplan/api/views";
import { Link } from "../../app/Link.tsx";
import { Status } from "../../ui/Status.tsx";
import { lookOfPod } from "./containerState.ts";
import styles from "./PodPage.module.css";

/** Its state, its tier, and what is odd about either. */
export const PodBadges = ({ pod, node }: { pod: PodView; node: string }) => {
  const look = lookOfPod(pod);
  return (
    <div className={styles.badges}>
      <Status look="pill" tone={look.tone} symbol={look.symbol}>
        {look.words}
      </Status>
      <span className={styles.tier} data-tier-text={pod.qosClass}>
        {pod.qosClass}
      </span>
      <span>
        on{" "}
        <Link to="/nodes/$name" params={{ name: node }} className={styles.link}>
          {node}
        </Link>
      </span>
      {pod.qosClassExpected && pod.qosClassExpected !== pod.qosClass && (
        <Status look="pill" tone="warn" symbol="triangle" title="The status and the spec disagree; the status counts.">
          by its spec {pod.qosClassExpected}
        </Status>
      )}
      {pod.static && (
        <Status look="pill" tone="quiet" symbol="square" title="From a file on the node: the kubelet never evicts it.">
          static
        </Status>
      )}
    </div>
  );
};
