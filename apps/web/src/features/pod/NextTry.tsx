import type { Millis } from "@bayplan/shared";
import { useCallback } from "react";
import { formatDuration, formatMoment } from "../../format/time.ts";
import { useAtPresent } from "../../live/useLive.ts";

/** The back-off, counting down. */
export const NextTry = ({ at }: { at: Millis }) => {
  const words = useAtPresent(
    useCallback((now) => (at > now ? `tried again in ${formatDuration(at - now)}` : "tried again any moment"), [at]),
  );
  return <span title={`at the earliest ${formatMoment(at)}`}>{words}</span>;
};
