/** A filter that nothing passes, whatever the others are. */
export interface EmptyFilter<Key extends string = string> {
  key: Key;
  /** `zone “nope”` */
  words: string;
}

/**
 * Of the filters that are set, those that nothing passes even alone: they are what to clear first.
 * @param names what each filter is called, by its key in the address.
 */
export const emptyFilters = <Row, Key extends string>(
  rows: readonly Row[],
  search: { readonly [K in NoInfer<Key>]?: string | undefined },
  names: Readonly<Record<Key, string>>,
  passes: (row: Row, alone: { [K in NoInfer<Key>]?: string }) => boolean,
): EmptyFilter<Key>[] =>
  (Object.keys(names) as Key[]).flatMap((key) => {
    const value: string | undefined = search[key];
    if (value === undefined || value === "") return [];
    const alone = { [key]: value } as { [K in Key]?: string };
    return rows.some((row) => passes(row, alone)) ? [] : [{ key, words: `${names[key]} “${value}”` }];
  });
