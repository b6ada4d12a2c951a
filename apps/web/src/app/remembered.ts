import { createSubject, type Subject } from "../live/subject.ts";

const stored = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

const store = (key: string, value: string | null): void => {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // A browser may keep nothing, as for a frame of another site: then it holds for this page alone.
  }
};

/** A choice that outlasts the page and holds for all its windows; null where nothing was chosen. */
export const remembered = <Value extends string>(
  key: string,
  read: (stored: unknown) => Value | null,
): Subject<Value | null> => {
  const subject = createSubject(read(stored(key)));
  window.addEventListener("storage", (event) => {
    if (event.key === key) subject.set(read(event.newValue));
  });
  return {
    ...subject,
    set: (value) => {
      subject.set(value);
      store(key, value);
    },
  };
};
