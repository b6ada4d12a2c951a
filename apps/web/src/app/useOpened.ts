import { useCallback, type ToggleEvent } from "react";
import { markOf, readMarks, readOpened, turned, writeMarks } from "../ui/opened.ts";
import { useAddressPart } from "./useAddressPart.ts";

/** What a `<details>` takes whose being open is kept in the address. */
export interface OpenedProps {
  open: boolean;
  onToggle(event: ToggleEvent<HTMLDetailsElement>): void;
}

/** @param key of what it tells more about; the same for as long as that is listed. */
export const useOpened = (key: string): OpenedProps => {
  const [{ opened }, change] = useAddressPart(readOpened);
  const mark = markOf(key);
  const open = readMarks(opened).includes(mark);
  const onToggle = useCallback(
    ({ currentTarget }: ToggleEvent<HTMLDetailsElement>) => {
      if (currentTarget.open !== open)
        change({ opened: writeMarks(turned(readMarks(opened), mark, currentTarget.open)) });
    },
    [change, opened, mark, open],
  );
  return { open, onToggle };
};
