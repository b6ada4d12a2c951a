import type { Connection } from "../live/connection.ts";
import { useLive, useSecondsUntil, useSubject } from "../live/useLive.ts";
import { Status } from "../ui/Status.tsx";
import type { SymbolName, Tone } from "../ui/Symbol.tsx";
import styles from "./Shell.module.css";

const LOOKS = {
  live: { tone: "ok", symbol: "dot" },
  paused: { tone: "warn", symbol: "pause" },
  connecting: { tone: "quiet", symbol: "wait" },
  reconnecting: { tone: "warn", symbol: "dashed" },
} as const satisfies Record<string, { tone: Tone; symbol: SymbolName }>;

const Countdown = ({ retryAt }: { retryAt: number }) => {
  const seconds = useSecondsUntil(retryAt);
  return seconds > 0 ? ` in ${seconds} s` : null;
};

const stateOf = (connection: Connection, paused: boolean): keyof typeof LOOKS =>
  connection.state === "live" && paused ? "paused" : connection.state;

/** How the connection fares; pressing it pauses what moves, and lets it go on. */
export const ConnectionButton = () => {
  const live = useLive();
  const connection = useSubject(live.connection);
  const paused = useSubject(live.paused);
  const state = stateOf(connection, paused);
  return (
    <>
      <button
        type="button"
        className={styles.connection}
        title={paused ? "Go on showing changes" : "Pause: what changes is kept, and shown when you go on"}
        onClick={() => live.paused.set(!paused)}
      >
        <Status {...LOOKS[state]} look="strong">
          {state}
          {connection.state === "reconnecting" && <Countdown retryAt={connection.retryAt} />}
          <span className="visually-hidden">{paused ? ", go on showing changes" : ", pause"}</span>
        </Status>
      </button>
      {/* Beside the button, whose content is not read out when it changes, and without the seconds that pass. */}
      <span role="status" className="visually-hidden">
        {state}
      </span>
    </>
  );
};
