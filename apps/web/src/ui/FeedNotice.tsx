import type { ReactNode } from "react";
import type { FeedFailure } from "../live/feed.ts";
import { Notice } from "./Notice.tsx";

interface FeedNoticeProps {
  failure: FeedFailure;
  /** What does not arrive, as the beginning of a sentence: `The nodes`. */
  what: string;
  /** Shown with it where the thing asked for does not exist. */
  children?: ReactNode;
}

/** Why something does not arrive, and what to do. */
export const FeedNotice = ({ failure, what, children }: FeedNoticeProps) => {
  if (failure.code === "NOT_FOUND") {
    return (
      <Notice tone="unknown" symbol="question" title={failure.message}>
        {children}
      </Notice>
    );
  }
  if (failure.code === "FORBIDDEN" || failure.code === "UNAUTHORIZED") {
    return (
      <Notice tone="warn" symbol="slash" title={`${what} may not be shown to you.`}>
        {failure.message} Ask whoever runs Bayplan for the right to see them.
      </Notice>
    );
  }
  return (
    <Notice tone="danger" symbol="cross" title={`${what} could not be had from the server.`}>
      {failure.message} It is asked again by itself; if this lasts, look at the server's log.
    </Notice>
  );
};
