import type { Time } from "@bayplan/shared";
import { useCallback } from "react";
import { tellsMoments } from "../format/telling.ts";
import { formatAge, formatMoment, formatShortMoment, formatTimeOfDay } from "../format/time.ts";
import { useAtPresent } from "../live/useLive.ts";

interface AgeProps {
  at: Time;
  /** Said after the length: `4 s` or `4 s ago`. */
  suffix?: string;
}

/** A point in the past is told by its moment alone; a length, as of what has lasted since, with it. */
const momentWords = (at: Time, suffix: string, now: number): string => {
  const moment = formatShortMoment(at, now);
  return suffix === " ago" ? moment : `${formatAge(at, now)}${suffix} (${moment})`;
};

/**
 * How long ago something was, by the server's clock; the moment itself on hover, or beside it where the reader wants
 * moments. Until there is a clock: the time of day.
 */
export const Age = ({ at, suffix = "" }: AgeProps) => {
  const text = useAtPresent(
    useCallback(
      (now) => (tellsMoments() ? momentWords(at, suffix, now) : `${formatAge(at, now)}${suffix}`),
      [at, suffix],
    ),
  );
  return (
    <time dateTime={at} title={formatMoment(at)}>
      {text ?? formatTimeOfDay(at)}
    </time>
  );
};
