/** What is opened of a list, short enough for an address: marks of their keys, the latest last. */
export interface OpenedSearch {
  opened?: string;
}

/** An address that is longer is cut by some of what it passes through. */
const MOST = 60;

const SEPARATOR = ".";

const OFFSET = 0x81_1c_9d_c5;
const PRIME = 0x01_00_01_93;

/** FNV-1a of 32 bits in a few letters: of thousands no two are likely to be alike. */
export const markOf = (key: string): string => {
  let hash = OFFSET;
  for (const letter of new TextEncoder().encode(key)) hash = Math.imul(hash ^ letter, PRIME);
  return (hash >>> 0).toString(36);
};

/** Those of a list of marks that are well-formed, the latest. */
export const readMarks = (given: unknown): string[] =>
  typeof given === "string"
    ? given
        .split(SEPARATOR)
        .filter((mark) => /^[\da-z]{1,7}$/.test(mark))
        .slice(-MOST)
    : [];

export const writeMarks = (marks: readonly string[]): string => marks.slice(-MOST).join(SEPARATOR);

export const readOpened = (given: Record<string, unknown>): OpenedSearch => {
  const opened = writeMarks(readMarks(given.opened));
  return opened === "" ? {} : { opened };
};

/** The list with a mark or without it. */
export const turned = (marks: readonly string[], mark: string, on: boolean): string[] => [
  ...marks.filter((one) => one !== mark),
  ...(on ? [mark] : []),
];
