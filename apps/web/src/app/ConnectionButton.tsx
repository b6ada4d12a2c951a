import type { Connection } from "../live/connection.ts";
import { useLive, useSecondsUntil, useSubject } from "../live/useLive.ts";
import { Status } from "../ui/Status.tsx";
import styles from "./Shell.module.css";

const Reconnecting = ({ retryAt }: { retryAt: number }) => {
  const seconds = useSecondsUntil(retryAt);
  return (
    <Status tone="warn" symbol="dashed" look="strong">
      {seconds > 0 ? `reconnecting in ${seconds} s` : "reconnecting"}
    </Status>
  );
};

const State = ({ connection, paused }: { connection: Connection; paused: boolean }) => {
  if (connection.state === "reconnecting") return <Reconnecting retryAt={connection.retryAt} />;
  if (connection.state === "connecting") {
    return (
      <Status tone="quiet" symbol="wait" look="strong">
        connecting
      </Status>
    );
  }
  return paused ? (
    <Status tone="warn" symbol="pause" look="strong">
      paused
    </Status>
  ) : (
    <Status tone="ok" symbol="dot" look="strong">
      live
    </Status>
  );
};

/** How the connection fares; pressing it pauses what moves, and lets it go on. */
export const ConnectionButton = () => {
  const live = useLive();
  const connection = useSubject(live.connection);
  const paused = useSubject(live.paused);
  return (
    <button
      type="button"
      className={styles.connection}
      aria-pressed={paused}
      title={paused ? "Go on showing changes" : "Pause: what changes is kept, and shown when you go on"}
      onClick={() => live.paused.set(!paused)}
    >
      <span role="status">
        <State connection={connection} paused={paused} />
      </span>
    </button>
  );
};
