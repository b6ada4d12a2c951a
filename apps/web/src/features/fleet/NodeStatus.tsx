import type { NodeRow } from "@bayplan/api/views";
import { Age } from "../../ui/Age.tsx";
import { Status } from "../../ui/Status.tsx";
import { outlookOf } from "./outlook.ts";

/** A node's outlook in a line. */
export const NodeStatus = ({ row }: { row: NodeRow }) => {
  const { tone, symbol, text, since } = outlookOf(row);
  if (!symbol) return <span>{text}</span>;
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
    </Status>
  );
};
