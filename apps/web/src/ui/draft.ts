/** What stands in a field whose value is told from elsewhere, and comes back a moment after it was typed. */
export interface Draft {
  text: string;
  /** The value that was told last. */
  told: string;
  /** Typed and not told back yet, oldest first. */
  awaited: readonly string[];
}

export const draftOf = (value: string): Draft => ({ text: value, told: value, awaited: [] });

export const typed = ({ told, awaited }: Draft, text: string): Draft => ({
  text,
  told,
  // What is back at the value told last may not be told anew: nothing is waited for then.
  awaited: text === told ? [] : [...awaited.filter((each) => each !== text), text],
});

/** An echo of what was typed leaves the text alone, for more may have been typed since; any other value replaces it. */
export const hearing = (draft: Draft, value: string): Draft => {
  if (value === draft.told) return draft;
  const at = draft.awaited.indexOf(value);
  return at < 0 ? draftOf(value) : { ...draft, told: value, awaited: draft.awaited.slice(at + 1) };
};
