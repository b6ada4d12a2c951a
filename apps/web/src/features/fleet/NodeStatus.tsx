import type { NodeRow } from "@bayplan/api/views";
import type { Time } from "@bayplan/shared";
import { useCallback } from "react";
import { formatMoment } from "../../format/time.ts";
import { useAtPresent } from "../../live/useLive.ts";
import { Age } from "../../ui/Age.tsx";
import { Status } from "../../ui/Status.tsx";
import { aboutWords, untilWords } from "../eviction/trendWords.ts";
import { outlookOf } from "./outlook.ts";

/** `, about 15 min`: what is left until the line at this pace. */
const Until = ({ at }: { at: Time }) => {
  const words = useAtPresent(useCallback((now) => untilWords(at, now), [at]));
  return words && <span title={`At this pace it is there at ${formatMoment(at)}.`}>, {aboutWords(words)}</span>;
};

/** A node's outlook in a line. */
export const NodeStatus = ({ row }: { row: NodeRow }) => {
  const { tone, symbol, text, since, until } = outlookOf(row);
  if (!symbol)
    return (
      <span>
        {text}
        {until && <Until at={until} />}
      </span>
    );
  return (
    <Status
      tone={tone}
      symbol={symbol}
      look={tone === "warn" || tone === "danger" ? "strong" : "plain"}
      title={row.ready === false ? row.readyMessage : undefined}
    >
      {text}
      {since && (
        <>
          {" "}
          <Age at={since} />
        </>
      )}
      {until && <Until at={until} />}
    </Status>
  );
};
