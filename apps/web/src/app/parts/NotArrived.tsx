import { useEffect, useRef } from "react";
import button from "../../ui/Button.module.css";
import { useLive, useSubject } from "../../live/useLive.ts";
import { Notice } from "../../ui/Notice.tsx";

const reload = (): void => window.location.reload();

interface NotArrivedProps {
  /** Fetches it again. */
  onRetry(): void;
}

/**
 * In the place of a part that could not be fetched. While the server is away it is tried again once it is back; with
 * the server there the part is gone, as after an update, and another page is what helps.
 */
export const NotArrived = ({ onRetry }: NotArrivedProps) => {
  const away = useSubject(useLive().connection).state !== "live";
  const wasAway = useRef(away);
  useEffect(() => {
    if (wasAway.current && !away) onRetry();
    wasAway.current = away;
  }, [away, onRetry]);
  const again = (
    <button type="button" className={button.outlined} onClick={onRetry}>
      Try again
    </button>
  );
  return away ? (
    <Notice tone="warn" symbol="dashed" title="This part of the page is not loaded yet: the server is away.">
      <p>It is fetched by itself once the connection is back. {again}</p>
    </Notice>
  ) : (
    <Notice tone="warn" symbol="dashed" title="This part of the page could not be fetched.">
      <p>
        After an update of the server, reloading brings the page that belongs to it.{" "}
        <button type="button" className={button.outlined} onClick={reload}>
          Reload
        </button>{" "}
        {again}
      </p>
    </Notice>
  );
};
