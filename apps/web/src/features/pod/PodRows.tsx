import type { PodView } from "@bayplan/api/views";
import { memo } from "react";
import { PodLink } from "../../app/RowLinks.tsx";
import { formatQuantity } from "../../format/quantity.ts";
import { Age } from "../../ui/Age.tsx";
import { CommandMenu } from "../../ui/CommandMenu.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Row } from "../../ui/Row.tsx";
import { Status } from "../../ui/Status.tsx";
import { podCommands } from "./commands.ts";
import { ContainerRow } from "./ContainerRow.tsx";
import { lookOfPod, restartsOf } from "./containerState.ts";
import styles from "./PodRows.module.css";

const memoryOf = ({ workingSetBytes, requests }: PodView): string => {
  const uses = workingSetBytes === null ? "no sample" : formatQuantity("memory", workingSetBytes);
  return requests.memory
    ? `${uses} of ${formatQuantity("memory", requests.memory)} asked`
    : `${uses}, asked for nothing`;
};

/** A pod and its containers. */
export const PodRows = memo(({ pod, node }: { pod: PodView; node: string }) => {
  const look = lookOfPod(pod);
  const restarts = restartsOf(pod);
  // An element draws whichever container is at its place.
  const places = pod.containers.map((container, place) => ({ place, container }));
  return (
    <div className={styles.pod} data-tier={pod.qosClass}>
      <Row className={styles.head}>
        <div role="rowheader" className={styles.title}>
          <PodLink pod={pod} node={node}>
            {pod.name}
          </PodLink>
          <span className="soft">{pod.namespace}</span>
        </div>
        <div role="cell">
          {look.tone !== "ok" && (
            <Status tone={look.tone} symbol={look.symbol} title={pod.message ?? undefined}>
              {look.words}
            </Status>
          )}
        </div>
        <div role="cell" className="soft">
          {memoryOf(pod)}
        </div>
        <div role="cell" className="soft">
          {restarts > 0 && <b>{restarts === 1 ? "1 restart" : `${restarts} restarts`}</b>}
        </div>
        <div role="cell" className={styles.tools}>
          <CopyButton text={pod.name} what="pod's name" />
          <CommandMenu of={pod.name} commands={() => podCommands(pod)} />
        </div>
        <div role="cell" className={styles.age}>
          {pod.createdAt && <Age at={pod.createdAt} suffix=" old" />}
        </div>
      </Row>
      {places.map(({ place, container }) => (
        <ContainerRow key={place} line={{ pod, container }} />
      ))}
      {pod.containers.length === 0 && (
        <p role="row" className={styles.empty}>
          <span role="cell">No container of it is known.{pod.message ? ` ${pod.message}` : ""}</span>
        </p>
      )}
    </div>
  );
});
PodRows.displayName = "PodRows";
