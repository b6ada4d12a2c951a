import type { PodView } from "@bayplan/api/views";
import { Link } from "../../app/Link.tsx";
import { Age } from "../../ui/Age.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import facts from "../../ui/Facts.module.css";
import { Panel } from "../../ui/Panel.tsx";
import styles from "./PodPage.module.css";

/** Whose it is, and what it was given when it was made. */
export const AboutPanel = ({ pod, node }: { pod: PodView; node: string }) => (
  <Panel title="About">
    <dl className={facts.facts}>
      <dt>node</dt>
      <dd>
        <Link to="/nodes/$name" params={{ name: node }} className={styles.link}>
          {node}
        </Link>
      </dd>
      <dt>namespace</dt>
      <dd>{pod.namespace}</dd>
      <dt>uid</dt>
      <dd>
        <code>{pod.uid}</code> <CopyButton text={pod.uid} what="pod's uid" />
      </dd>
      <dt>owner</dt>
      <dd>{pod.owner ? `${pod.owner.kind} ${pod.owner.name}` : "none"}</dd>
      <dt>priority</dt>
      <dd>{pod.priority}</dd>
      <dt>created</dt>
      <dd>{pod.createdAt ? <Age at={pod.createdAt} suffix=" ago" /> : "not known"}</dd>
      {pod.deletedAt && (
        <>
          <dt>asked to go</dt>
          <dd>
            <Age at={pod.deletedAt} suffix=" ago" />
          </dd>
        </>
      )}
      <dt>told by</dt>
      <dd>{pod.source}</dd>
      {Object.entries(pod.labels).map(([key, value]) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  </Panel>
);
