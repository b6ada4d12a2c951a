import type { EventView } from "@bayplan/api/views";
import { Link } from "../../app/Link.tsx";
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
    width: "minmax(150px, 0.8fr)",
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
  { key: "firstAt", name: "First said", fileOnly: true, value: ({ firstAt }) => firstAt },
  { key: "count", name: "Times", width: "56px", numeric: true, value: ({ count }) => count },
  ...(withObject
    ? [
        { key: "kind", name: "Kind", fileOnly: true, value: ({ object }: EventView) => object.kind },
        {
          key: "namespace",
          name: "Namespace",
          fileOnly: true,
          value: ({ object }: EventView) => object.namespace || null,
        },
        {
          key: "object",
          name: "About",
          width: "minmax(0, 1.7fr)",
          value: ({ object }: EventView) => object.name,
          render: (event: EventView) => <Who event={event} node={node} />,
          copy: ({ object }: EventView) => object.name,
        },
      ]
    : []),
  { key: "container", name: "Container", width: "90px", value: ({ object }) => object.container },
  { key: "message", name: "Message", width: "minmax(0, 2.6fr)", value: ({ message }) => message },
  { key: "component", name: "Said by", width: "minmax(0, 0.7fr)", value: ({ component }) => component },
];
