import type { ErrorComponentProps } from "@tanstack/react-router";
import { useEffect } from "react";
import { useLive } from "../live/useLive.ts";
import { Notice } from "../ui/Notice.tsx";

/** What Chromium, Firefox and Safari say when a part of the page cannot be fetched. */
const NOT_FETCHED =
  /^(Failed to fetch dynamically imported module|error loading dynamically imported module|Importing a module script failed)/i;

const reload = (): void => window.location.reload();

/** A part that is fetched when it is first needed, and was while the connection was lost. All state is in the address. */
const NotArrived = () => {
  const { connection } = useLive();
  useEffect(() => {
    // With the connection there already it is not what was missing: asking again would not end.
    if (connection.get().state === "live") return;
    return connection.subscribe(() => {
      if (connection.get().state === "live") reload();
    });
  }, [connection]);
  return (
    <Notice tone="warn" symbol="dashed" title="A part of the page did not arrive.">
      <p>
        It is fetched once the connection is back. After an update of the server, reloading brings the page that belongs
        to it.{" "}
        <button type="button" onClick={reload}>
          Reload
        </button>
      </p>
    </Notice>
  );
};

/** Shown in place of a page that could not be drawn or loaded; the rest of the page goes on. */
export const Broken = ({ error, reset }: ErrorComponentProps) =>
  error instanceof TypeError && NOT_FETCHED.test(error.message) ? (
    <NotArrived />
  ) : (
    <Notice tone="danger" symbol="cross" title="This page could not be drawn.">
      <p>{error instanceof Error ? error.message : String(error)}</p>
      <p>
        After an update of the server, reloading brings the page that belongs to it.{" "}
        <button type="button" onClick={reload}>
          Reload
        </button>{" "}
        <button type="button" onClick={reset}>
          Try again
        </button>
      </p>
    </Notice>
  );
