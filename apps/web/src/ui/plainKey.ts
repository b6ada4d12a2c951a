/** What takes letters itself: they are typed there, or choose in it. */
const TAKES_LETTERS = "input, textarea, select, [contenteditable], dialog, [role=listbox], [role=menu]";

/** Whether a key is pressed alone, where it is not typed, and nobody has taken it. */
export const isPlainKey = (event: KeyboardEvent): boolean =>
  !event.defaultPrevented &&
  !event.isComposing &&
  !event.altKey &&
  !event.ctrlKey &&
  !event.metaKey &&
  !(event.target instanceof Element && event.target.closest(TAKES_LETTERS) !== null);
