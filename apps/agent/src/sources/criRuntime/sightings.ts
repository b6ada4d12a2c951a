/**
 * Tells an answer that was under way from what an event said meanwhile. A list that was asked before a container was
 * removed must not bring it back, nor take away one that was made since.
 */
export interface Sightings {
  /** A point in the order of events, taken before something is asked. */
  mark(): number;
  /** An event spoke of this id. */
  touch(id: string): void;
  /** Whether one did after that point. */
  touchedSince(id: string, mark: number): boolean;
}

/** Ids are never used again, so those long past are only of use to answers still under way. */
const MOST = 4_096;

export function createSightings(): Sightings {
  const touched = new Map<string, number>();
  let order = 0;
  return {
    mark: () => order,
    touch(id) {
      order += 1;
      touched.delete(id);
      touched.set(id, order);
      if (touched.size > MOST) touched.delete(touched.keys().next().value ?? "");
    },
    touchedSince: (id, mark) => (touched.get(id) ?? 0) > mark,
  };
}
