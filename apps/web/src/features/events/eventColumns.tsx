import type { EventView } from "@bayplan/api/views";
import { Link } from "@tanstack/react-router";
import { Age } from "../../ui/Age.tsx";
import { Status } from "../../ui/Status.tsx";
import type { Column } from "../../ui/table/column.ts";

const Who = ({ event: { object }, node }: { event: EventView; node: string }) =>
  object.kind === "Pod" ? (
    <Link to="/pods/$namespace/$name" params={{ namespace: object.namespace, name: object.name }} search={{ node }}>
      {object.name}
    </Link>
  ) : (
    `${object.kind} ${object.name}`
  );

/** @param withObject whose it is: left out on a pod's own page. */
export const eventColumns = (node: string, withObject: boolean): Column<EventView>[] => [
  {
    key: "reason",
    name: "Reason",
    width: "minmax(0, 0.8fr)",
    value: ({ reason }) => reason,
    render: ({ type, reason }) =>
      type === "Normal" ? (
        reason
      ) : (
        <Status tone="warn" symbol="triangle">
          {reason}
        </Status>
      ),
  },
  { key: "type", name: "Type", width: "70px", value: ({ type }) => type },
  {
    key: "at",
    name: "Last said",
    width: "90px",
    value: ({ at }) => at,
    render: ({ at }) => (at === null ? "not told" : <Age at={at} suffix=" ago" />),
  },
  { key: "count", name: "Times", width: "56px", numeric: true, value: ({ count }) => count },
  ...(withObject
    ? [
        {
          key: "object",
          name: "About",
          value: ({ object }: EventView) =>
            object.namespace === "" ? object.name : `${object.namespace}/${object.name}`,
          render: (event: EventView) => <Who event={event} node={node} />,
        },
      ]
    : []),
  { key: "container", name: "Container", width: "90px", value: ({ object }) => object.container },
  { key: "message", name: "Message", width: "minmax(0, 2.6fr)", value: ({ message }) => message },
  { key: "component", name: "Said by", width: "minmax(0, 0.6fr)", value: ({ component }) => component },
];
