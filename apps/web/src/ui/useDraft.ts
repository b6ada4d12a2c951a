import { useState } from "react";
import { draftOf, hearing, typed } from "./draft.ts";

/**
 * The text of a field, and what to call when it is typed into. The address tells a value only after React has set the
 * field back, which would throw the caret to its end.
 */
export const useDraft = (value: string, onChange: (value: string) => void): [string, (text: string) => void] => {
  const [draft, setDraft] = useState(() => draftOf(value));
  const heard = hearing(draft, value);
  if (heard !== draft) setDraft(heard);
  return [
    heard.text,
    (text) => {
      setDraft((before) => typed(before, text));
      onChange(text);
    },
  ];
};
