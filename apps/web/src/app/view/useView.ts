import { useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { readView, type ViewSearch } from "./view.ts";

/** How the address wants its page shown. */
export const useView = (): ViewSearch => {
  const search: Record<string, unknown> = useSearch({ strict: false });
  return useMemo(() => readView(search), [search]);
};
