import { useParams } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { useLive } from "../live/useLive.ts";
import { orderOf, readSort, withOrder } from "../ui/table/sort.ts";
import { TablesContext, type Tables } from "../ui/table/tables.ts";
import { useAddressPart } from "./useAddressPart.ts";

/** Keeps the order of a page's tables in its address, and tells them of what the page is. */
export const PageTables = ({ children }: { children: ReactNode }) => {
  const { clock } = useLive();
  const { namespace, name } = useParams({ strict: false });
  const [{ sort }, change] = useAddressPart(readSort);
  const subject = name === undefined ? null : namespace === undefined ? name : `${namespace}-${name}`;
  const tables = useMemo(
    (): Tables => ({
      subject,
      orderOf: (table) => orderOf(sort, table),
      setOrder: (table, order) => change({ sort: withOrder(sort, table, order) }, { push: true }),
      now: () => clock.now(),
    }),
    [subject, sort, change, clock],
  );
  return <TablesContext value={tables}>{children}</TablesContext>;
};
