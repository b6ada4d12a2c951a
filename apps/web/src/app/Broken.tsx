import type { ErrorComponentProps } from "@tanstack/react-router";
import { Notice } from "../ui/Notice.tsx";

/** Shown in place of a page that could not be drawn; the rest of the page goes on. */
export const Broken = ({ error, reset }: ErrorComponentProps) => (
  <Notice tone="danger" symbol="cross" title="This page could not be drawn.">
    <p>{error instanceof Error ? error.message : String(error)}</p>
    <p>
      After an update of the server, reloading brings the page that belongs to it.{" "}
      <button type="button" onClick={() => window.location.reload()}>
        Reload
      </button>{" "}
      <button type="button" onClick={reset}>
        Try again
      </button>
    </p>
  </Notice>
);
