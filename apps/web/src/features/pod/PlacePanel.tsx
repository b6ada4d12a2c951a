import type { PodDetail } from "@bayplan/api/views";
import { Age } from "../../ui/Age.tsx";
import facts from "../../ui/Facts.module.css";
import { Panel } from "../../ui/Panel.tsx";

/** Why it is here and how long it has to leave. */
export const PlacePanel = ({ detail }: { detail: PodDetail }) => {
  const { scheduling, terminationGracePeriodSeconds, ips, conditions } = detail;
  return (
    <Panel title="Place and conditions">
      <dl className={facts.facts}>
        <dt>addresses</dt>
        <dd>{ips.length > 0 ? ips.join(", ") : "none"}</dd>
        <dt>scheduler</dt>
        <dd>{scheduling.schedulerName ?? "not told"}</dd>
        <dt>priority class</dt>
        <dd>
          {scheduling.priorityClassName ?? "none"}
          {scheduling.preemptionPolicy !== null && `, ${scheduling.preemptionPolicy}`}
        </dd>
        <dt>termination grace period</dt>
        <dd>{terminationGracePeriodSeconds === null ? "not told" : `${terminationGracePeriodSeconds} s`}</dd>
        {conditions.map(({ type, status, reason, message, lastTransitionTime }) => (
          <div key={type}>
            <dt>{type}</dt>
            <dd title={[reason, message].filter(Boolean).join(": ")}>
              {status}
              {status !== "True" && reason ? `, ${reason}` : ""}
              {lastTransitionTime && (
                <>
                  {" "}
                  for <Age at={lastTransitionTime} />
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
};
