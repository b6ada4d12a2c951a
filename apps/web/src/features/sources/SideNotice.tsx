import type { SourceView } from "@bayplan/api/views";
import { Notice } from "../../ui/Notice.tsx";
import { faresOf, lookOf, type Side } from "./sourceState.ts";

interface SideNoticeProps {
  sources: readonly SourceView[];
  side: Side;
  /** What is not known without it, as a sentence. */
  title: string;
}

/** Why one thing is missing where the rest of a page is whole, and which right gives it; nothing while it is told. */
export const SideNotice = ({ sources, side, title }: SideNoticeProps) => {
  const fares = faresOf(sources.filter(({ source }) => source === "apiserver"));
  const [first, ...others] = fares?.sides.filter((call) => call.side === side) ?? [];
  if (!first) return null;
  return (
    <Notice tone="quiet" symbol={lookOf(first.state).symbol} title={title}>
      {[first, ...others].map(({ call, state, message }) => (
        <p key={call}>{message || lookOf(state).advice}</p>
      ))}
    </Notice>
  );
};
