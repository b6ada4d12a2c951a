/** Runs a job for each item, at most `width` at once; rejects with the first failure and starts no more after it. */
export async function concurrently<Item>(
  items: Iterable<Item>,
  width: number,
  job: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  let broken = false;
  const worker = async (): Promise<void> => {
    for (let next = queue.next(); !next.done && !broken; next = queue.next()) {
      try {
        await job(next.value);
      } catch (error) {
        broken = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
}
