import type { EventView, SourceView } from "@bayplan/api/views";
import { useMemo, useState } from "react";
import type { FeedFailure } from "../../live/feed.ts";
import { useFeed, useLive } from "../../live/useLive.ts";
import { count } from "../../format/words.ts";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { ChoiceField, SearchField } from "../../ui/Fields.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import { lookOf } from "../sources/sourceState.ts";
import { eventColumns } from "./eventColumns.tsx";
import { matchesEvent, newestFirst } from "./matchesEvent.ts";

interface EventsPanelProps {
  node: string;
  /** Null: they are on their way. */
  events: readonly EventView[] | null;
  failure?: FeedFailure | null;
  sources: readonly SourceView[];
  onePod?: boolean;
}

/** Why there is none: nothing was said, or nobody may listen. */
const NoEvents = ({ sources }: { sources: readonly SourceView[] }) => {
  const calls = sources.filter(({ source, call }) => source === "apiserver" && /event/i.test(call));
  const failing = calls.find(({ state }) => state !== "ok");
  if (failing) {
    const look = lookOf(failing.state);
    return (
      <Notice tone={look.tone} symbol={look.symbol} title={`Events are ${look.word}.`}>
        {failing.message || look.advice}
      </Notice>
    );
  }
  return (
    <Notice tone="quiet" symbol="check" title="No event is known.">
      Only the API server has events, and it drops them after an hour; those since this server started are kept longer.
    </Notice>
  );
};

const TYPES = [
  { value: "Warning", label: "warnings" },
  { value: "Normal", label: "normal" },
];

/** What was said of a node and its pods, or of one pod, the newest first. */
export const EventsPanel = ({ node, events, failure = null, sources, onePod = false }: EventsPanelProps) => {
  const [words, setWords] = useState("");
  const [type, setType] = useState("");
  const columns = useMemo(() => eventColumns(node, !onePod), [node, onePod]);
  const rows = useMemo(
    () => newestFirst((events ?? []).filter((event) => matchesEvent(event, words, type))),
    [events, words, type],
  );
  const some = events !== null && events.length > 0;
  return (
    <Panel
      title="Events"
      aside={
        some && (
          <>
            <SearchField label="reason, object or message" value={words} onChange={setWords} />
            <ChoiceField label="type" value={type} options={TYPES} onChange={setType} />
            <ExportButtons name={`events-${node}`} rows={rows} columns={columns} />
          </>
        )
      }
    >
      {failure && <FeedNotice failure={failure} what="The events" />}
      {events === null && !failure && <Skeleton height={200} />}
      {events !== null && !some && <NoEvents sources={sources} />}
      {some && rows.length === 0 && (
        <Notice tone="quiet" symbol="question" title={`None of ${count(events.length, "event")} matches.`} />
      )}
      {rows.length > 0 && <DataTable label="Events" rows={rows} columns={columns} keyOf={({ key }) => key} />}
    </Panel>
  );
};

/** The Events tab of a node. */
export const NodeEvents = ({ node, sources }: { node: string; sources: readonly SourceView[] }) => {
  const { feeds } = useLive();
  const feed = useFeed(feeds.nodeEvents(node));
  const events = useMemo(() => (feed.status === "loading" ? null : [...feed.rows.values()]), [feed]);
  return <EventsPanel node={node} events={events} failure={feed.failure} sources={sources} />;
};
