import type { Millis } from "@bayplan/shared";
import { createContext, useContext } from "react";
import type { Order } from "./column.ts";

/** What a table wants of the page that it stands on. */
export interface Tables {
  /** The node or the pod that the page is about, for the names of files. */
  subject: string | null;
  orderOf(table: string): Order | null;
  setOrder(table: string, order: Order | null): void;
  /** The moment that the page shows; null until it is known. */
  now(): Millis | null;
}

export const TablesContext = createContext<Tables | null>(null);

export const useTables = (): Tables => {
  const tables = useContext(TablesContext);
  if (!tables) throw new Error("This table stands outside of TablesContext.");
  return tables;
};
