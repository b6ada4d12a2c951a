import type { EventView, SourceView } from "@bayplan/api/views";
import { useMemo } from "react";
import { useAddressPart } from "../../app/useAddressPart.ts";
import type { FeedFailure } from "../../live/feed.ts";
import { useFeed, useLive } from "../../live/useLive.ts";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { ChoiceField, SearchField } from "../../ui/Fields.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { TablePanel } from "../../ui/table/TablePanel.tsx";
import { lookOf } from "../sources/sourceState.ts";
import { eventCommands } from "./commands.ts";
import { eventColumns } from "./eventColumns.tsx";
import { readEventsSearch } from "./eventsSearch.ts";
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
  const [{ event: words = "", type = "" }, change] = useAddressPart(readEventsSearch);
  const columns = useMemo(() => eventColumns(node, !onePod), [node, onePod]);
  const rows = useMemo(
    () => newestFirst((events ?? []).filter((event) => matchesEvent(event, words, type))),
    [events, words, type],
  );
  const some = events !== null && events.length > 0;
  return (
    <TablePanel
      title="Events"
      name="events"
      rows={rows}
      columns={columns}
      keyOf={({ key }) => key}
      commandsOf={eventCommands}
      filtered={{ of: events?.length ?? 0, what: "event", onClear: () => change({ event: "", type: "" }) }}
      aside={
        some && (
          <>
            <SearchField label="reason, object or message" value={words} onChange={(event) => change({ event })} />
            <ChoiceField
              label="type"
              value={type}
              options={TYPES}
              onChange={(chosen) => change({ type: chosen }, { push: true })}
            />
          </>
        )
      }
      empty={events !== null && <NoEvents sources={sources} />}
    >
      {failure && <FeedNotice failure={failure} what="The events" />}
      {events === null && !failure && <Skeleton height={200} />}
    </TablePanel>
  );
};

/** The Events tab of a node. */
export const NodeEvents = ({ node, sources }: { node: string; sources: readonly SourceView[] }) => {
  const { feeds } = useLive();
  const feed = useFeed(feeds.nodeEvents(node));
  const events = useMemo(() => (feed.status === "loading" ? null : [...feed.rows.values()]), [feed]);
  return <EventsPanel node={node} events={events} failure={feed.failure} sources={sources} />;
};
