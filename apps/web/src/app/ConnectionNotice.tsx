import { useSyncExternalStore } from "react";
import { elapsed } from "../live/elapsed.ts";
import { useLive, useSubject } from "../live/useLive.ts";
import { Notice } from "../ui/Notice.tsx";

/** Seconds; shorter losses are told by the word in the head alone. */
const SHORT = 3;

const Lost = ({ lostAt }: { lostAt: number }) => {
  const { ticker } = useLive();
  const seconds = useSyncExternalStore(ticker.subscribe, () => Math.floor((elapsed() - lostAt) / 1_000));
  if (seconds < SHORT) return null;
  return (
    <Notice tone="warn" symbol="dashed" title="The connection to the server is lost.">
      What you see is from {seconds} s ago and does not change. It is tried again by itself; if this lasts, see whether
      the server runs, and whether a port-forward to it ended.
    </Notice>
  );
};

const Paused = () => (
  <Notice tone="warn" symbol="pause" title="Paused.">
    What changes is kept and shown when you go on, by the button in the upper right corner. A page that you open now is
    of the moment at which you open it.
  </Notice>
);

/** Says that what is on the page is not of the present. */
export const ConnectionNotice = () => {
  const live = useLive();
  const connection = useSubject(live.connection);
  const paused = useSubject(live.paused);
  return (
    <>
      {connection.state === "reconnecting" && <Lost lostAt={connection.lostAt} />}
      {paused && connection.state === "live" && <Paused />}
    </>
  );
};
