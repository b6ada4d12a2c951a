/** `<kind>/<id>`; a kind has no slash in it, an id can. */
export const entityKey = (of: { kind: string; id: string }): string => `${of.kind}/${of.id}`;
