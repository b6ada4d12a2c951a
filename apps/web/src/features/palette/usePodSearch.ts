import type { FoundPod } from "@bayplan/api/views";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useApi } from "../../app/api.ts";

const NONE: FoundPod[] = [];
/** After the last key, in milliseconds. */
const PAUSE = 120;
/** As long as the server takes. */
const LONGEST = 320;

export interface PodSearch {
  pods: readonly FoundPod[];
  /** The answer to what is typed now is not here yet. */
  looking: boolean;
  failure: string | null;
  /** How many nodes there are whose pods the server does not know. */
  nodesUnknown: number;
}

/** The pods of any node that are called so. */
export const usePodSearch = (query: string): PodSearch => {
  const api = useApi();
  const typed = query.trim().slice(0, LONGEST);
  const [name] = useDebouncedValue(typed, PAUSE);
  const { data, error, isFetching } = useQuery({
    ...api.pods.find.queryOptions({ name }),
    enabled: name !== "",
    staleTime: 5_000,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return {
    pods: data && name !== "" ? data.pods : NONE,
    looking: typed !== "" && (name !== typed || isFetching),
    failure: error?.message ?? null,
    nodesUnknown: data?.nodesUnknown ?? 0,
  };
};
