/** Grows when a report could be misread by an older peer. Both sides refuse any other. */
export const REPORT_VERSION = 1;

/** The largest report that is taken, in bytes of JSON; an agent cuts what it has to say into several. */
export const MAX_REPORT_BYTES = 4 * 1024 * 1024;

/** The largest single entity that an agent sends, in characters of JSON; a larger one is left out and said so by name. */
export const MAX_ENTITY_LENGTH = 512 * 1024;
