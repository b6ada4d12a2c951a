import type { Time } from "@bayplan/shared";
import { useCallback } from "react";
import { formatAge, formatMoment, formatTimeOfDay } from "../format/time.ts";
import { useAtPresent } from "../live/useLive.ts";

interface AgeProps {
  at: Time;
  /** Said after the length: `4 s` or `4 s ago`. */
  suffix?: string;
}

/** How long ago something was, by the server's clock; the moment itself on hover. Until there is a clock: the time of day. */
export const Age = ({ at, suffix = "" }: AgeProps) => {
  const text = useAtPresent(useCallback((now) => `${formatAge(at, now)}${suffix}`, [at, suffix]));
  return (
    <time dateTime={at} title={formatMoment(at)}>
      {text ?? formatTimeOfDay(at)}
    </time>
  );
};
