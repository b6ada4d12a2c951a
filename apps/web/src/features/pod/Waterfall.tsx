import type { PodDetail } from "@bayplan/api/views";
import { useMemo } from "react";
import { formatMoment } from "../../format/time.ts";
import { useNow } from "../../live/useLive.ts";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import type { Column } from "../../ui/table/column.ts";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import { barsOf, formatSeconds, lengthWords, stepWords, type AnyStep, type Bar } from "./waterfall.ts";
import styles from "./Waterfall.module.css";

const Step = ({ bar, now, since }: { bar: Bar; now: number; since: number }) => {
  // A step that goes on grows with the clock, not with the next message.
  const shown = bar.state === "current" && bar.left !== null ? { ...bar, seconds: (now - since) / 1_000 } : bar;
  return (
    <li className={styles.step} data-state={bar.state}>
      <span className={styles.words}>
        {bar.words}
        {bar.container !== null && <small> {bar.container}</small>}
      </span>
      <span className={styles.track} aria-hidden="true">
        {bar.left !== null && bar.width !== null && (
          <i style={{ left: `${bar.left * 100}%`, width: `${bar.width * 100}%` }} />
        )}
      </span>
      <span className={styles.length}>{lengthWords(shown)}</span>
    </li>
  );
};

interface WayProps {
  title: string;
  steps: PodDetail["start"] | PodDetail["stop"];
  settled: boolean;
  now: number;
}

const Way = ({ title, steps, settled, now }: WayProps) => {
  const { bars, from, to } = barsOf(steps, now, settled);
  if (!Number.isFinite(from)) return null;
  const unknown = bars.some(({ state }) => state === "unknown");
  return (
    <div className={styles.way}>
      <h3>
        {title}{" "}
        {!unknown && (
          <span title={`${formatMoment(from)} to ${formatMoment(to)}`}>{formatSeconds((to - from) / 1_000)}</span>
        )}
      </h3>
      <ol>
        {bars.map((bar) => (
          <Step key={bar.key} bar={bar} now={now} since={from + (bar.left ?? 0) * (to - from)} />
        ))}
      </ol>
      {unknown && (
        <p className={styles.note}>
          Not told: it happened before the watch of this node began, or no source says when.
        </p>
      )}
    </div>
  );
};

/** Whether the pod has become what it should, so that it is stuck in no step whatever is not known of its start. */
const isStarted = ({ pod, conditions }: PodDetail): boolean =>
  conditions.some(({ type, status }) => type === "Ready" && status === "True") ||
  pod.phase === "Succeeded" ||
  pod.phase === "Failed" ||
  pod.containers.some(({ restarts }) => restarts > 0);

const STEP_COLUMNS: readonly Column<AnyStep>[] = [
  { key: "step", name: "Step", value: ({ step }) => stepWords(step) },
  { key: "container", name: "Container", value: ({ container }) => container },
  { key: "state", name: "State", value: ({ state }) => state },
  { key: "from", name: "From", value: ({ from }) => from },
  { key: "to", name: "To", value: ({ to }) => to },
  { key: "length", name: "Length", unit: "seconds", value: ({ seconds }) => seconds },
  { key: "obstacle", name: "Waits for", value: ({ obstacle }) => obstacle?.reason ?? null },
];

/** The way in and the way out, and the step it is stuck in. */
export const Waterfall = ({ detail }: { detail: PodDetail }) => {
  const now = useNow();
  const { current, start, stop } = detail;
  const steps = useMemo(() => [...start, ...stop], [start, stop]);
  const started = isStarted(detail);
  const stuck = current !== null && (stop.length > 0 || !started) ? current : null;
  return (
    <Panel
      title="Start and stop"
      aside={steps.length > 0 && <ExportButtons name="steps" rows={steps} columns={STEP_COLUMNS} />}
    >
      {stuck && (
        <Notice
          tone={stuck.obstacle ? "warn" : "quiet"}
          symbol={stuck.obstacle ? "triangle" : "wait"}
          title={`Waiting for: ${stepWords(stuck.step)}${stuck.container ? `, ${stuck.container}` : ""}${stuck.obstacle ? ` (${stuck.obstacle.reason})` : ""}.`}
        >
          {stuck.obstacle?.message}
        </Notice>
      )}
      {start.length === 0 && stop.length === 0 && (
        <p className={styles.note}>Nobody tells how it started: the pod is known by the runtime alone.</p>
      )}
      {now !== null && <Way title="From created to ready" steps={start} settled={started} now={now} />}
      {now !== null && stop.length > 0 && (
        <Way title="From asked to go to gone" steps={stop} settled={false} now={now} />
      )}
    </Panel>
  );
};
