/** What takes letters itself: they are typed there, or choose in it. */
const TAKES_LETTERS = "input, textarea, select, [contenteditable], dialog, [role=listbox], [role=menu]";

/** Layouts of a Mac have them on another key, with Option. */
const WITH_OPTION: ReadonlySet<string> = new Set(["[", "]"]);

/** Whether a key is pressed alone, where it is not typed, and nobody has taken it. */
export const isPlainKey = (event: KeyboardEvent): boolean =>
  !event.defaultPrevented &&
  !event.isComposing &&
  (!event.altKey || WITH_OPTION.has(event.key)) &&
  !event.ctrlKey &&
  !event.metaKey &&
  !(event.target instanceof Element && event.target.closest(TAKES_LETTERS) !== null);
