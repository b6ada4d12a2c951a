import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

interface Change<Part> {
  /** What is empty is taken away. */
  (part: { [Key in keyof Part]?: string }, how?: { push?: boolean }): void;
}

/**
 * What `read` makes of the address of whichever page this stands on, and a way to change that. A choice can be pushed,
 * so that going back undoes it; what is typed takes the place of what was typed before.
 */
export const useAddressPart = <Part extends object>(
  read: (given: Record<string, unknown>) => Part,
): [Part, Change<Part>] => {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = useCallback<Change<Part>>(
    (part, { push = false } = {}) =>
      void navigate({
        to: ".",
        search: (before: object) => ({ ...before, ...part }),
        replace: !push,
        resetScroll: false,
      }),
    [navigate],
  );
  return [read(search), change];
};
