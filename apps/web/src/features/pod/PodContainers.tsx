import type { PodDetail } from "@bayplan/api/views";
import { useMemo } from "react";
import { TablePanel } from "../../ui/table/TablePanel.tsx";
import { containerCommands } from "./commands.ts";
import { CONTAINER_COLUMNS, containerLines, keyOfLine } from "./containerColumns.tsx";
import styles from "./PodPage.module.css";

const OomScores = ({ containers }: { containers: PodDetail["containers"] }) => {
  const told = containers.filter(({ oomScoreAdj }) => oomScoreAdj !== null);
  if (told.length === 0) return null;
  return (
    <p
      className={styles.note}
      title="The kernel kills the process with the highest score when a memory limit, or the node, has nothing left."
    >
      oom_score_adj:{" "}
      {told
        .map(({ name, oomScoreAdj, appliedOomScoreAdj }) =>
          appliedOomScoreAdj !== null && appliedOomScoreAdj !== oomScoreAdj
            ? `${name} ${oomScoreAdj} (the runtime applied ${appliedOomScoreAdj})`
            : `${name} ${oomScoreAdj}`,
        )
        .join(", ")}
    </p>
  );
};

/** The pod's containers, and which of their processes the kernel would kill first. */
export const PodContainers = ({ detail: { pod, containers } }: { detail: PodDetail }) => {
  const lines = useMemo(() => containerLines([pod]), [pod]);
  return (
    <TablePanel
      title="Containers"
      name="containers"
      rows={lines}
      columns={CONTAINER_COLUMNS}
      keyOf={keyOfLine}
      commandsOf={({ container }) => containerCommands(pod, container)}
      below={<OomScores containers={containers} />}
    />
  );
};
