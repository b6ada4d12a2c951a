import type { PodView, TransitionView } from "@bayplan/api/views";
import { count } from "../../format/words.ts";
import { Age } from "../../ui/Age.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Status } from "../../ui/Status.tsx";
import { isFinished } from "../bayPlan/podCells.ts";
import { endingsOf, type Ending } from "./endings.ts";
import { NextTry } from "./NextTry.tsx";
import styles from "./PodPanels.module.css";

const EndingItem = ({ ending, tryAt }: { ending: Ending; tryAt: number | null }) => {
  const { container, tone, words, at, why, restarts, lasting } = ending;
  return (
    <li>
      <Status tone={tone} symbol={tone === "quiet" ? "check" : "cross"} look="strong">
        {words}
      </Status>{" "}
      <span className="soft">
        {container}
        {at && (
          <>
            , <Age at={at} suffix=" ago" />
          </>
        )}
      </span>
      {why && <p>{why}</p>}
      <p className="soft">
        {restarts > 0 ? count(restarts, "restart") : "never restarted"}
        {!lasting && ", runs again"}
        {tryAt !== null && (
          <>
            , <NextTry at={tryAt} />
          </>
        )}
      </p>
    </li>
  );
};

/** How its containers last ended, and why; nothing while none has. */
export const Endings = ({ pod, transitions }: { pod: PodView; transitions: readonly TransitionView[] }) => {
  const endings = endingsOf(pod, transitions);
  if (endings.length === 0) return null;
  const tryAtOf = (name: string): number | null => {
    const container = pod.containers.find((each) => each.name === name);
    return container?.nextTry?.at ? Date.parse(container.nextTry.at) : null;
  };
  return (
    <Panel title={isFinished(pod) ? "How it ended" : "Last exits"}>
      <ul className={styles.findings}>
        {endings.map((ending) => (
          <EndingItem key={ending.container} ending={ending} tryAt={tryAtOf(ending.container)} />
        ))}
      </ul>
    </Panel>
  );
};
