import { createContext, useContext, useState, type ComponentProps, type PointerEvent } from "react";
import { atRest } from "../live/atRest.ts";

const NearContext = createContext(true);

/** Whether someone points at the row, or goes through it, or has no pointer to do so; outside of rows always. */
export const useNear = (): boolean => useContext(NearContext);

const hasPointer = (): boolean => window.matchMedia("(hover: hover)").matches;

/** Of the row that the pointer came to last: of those that passed below it only that one can still be there. */
let comeLast: (() => void) | null = null;

const settle = (): void => {
  comeLast?.();
  comeLast = null;
};

/**
 * A row of a table. What its quiet buttons draw and open is made when someone comes near for the first time: a table
 * has several in each row, and scrolling makes rows. Rows that only pass below the pointer wait until they rest.
 */
export const Row = (props: ComponentProps<"div">) => {
  const [near, setNear] = useState(() => !hasPointer());
  const come = near ? undefined : () => setNear(true);
  const pass = ({ currentTarget }: PointerEvent<HTMLElement>): void => {
    comeLast = () => {
      if (currentTarget.matches(":hover")) setNear(true);
    };
    atRest(Infinity, settle);
  };
  return (
    <NearContext value={near}>
      <div
        role="row"
        {...props}
        onPointerEnter={near ? undefined : pass}
        onPointerDownCapture={come}
        onFocusCapture={come}
      />
    </NearContext>
  );
};
