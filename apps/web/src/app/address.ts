/** The path under which the page is served, without a slash at its end: where the server's `<base>` says. */
export const basePath = (baseURI: string): string =>
  new URL(baseURI).pathname.replace(/[^/]*$/, "").replace(/\/$/, "") || "/";

/** `?q=web&view=table` as text by name; nothing is guessed to be a number. */
export const parseSearch = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search));

export const stringifySearch = (search: Record<string, unknown>): string => {
  const kept = Object.entries(search).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "",
  );
  const text = new URLSearchParams(kept).toString();
  return text === "" ? "" : `?${text}`;
};
