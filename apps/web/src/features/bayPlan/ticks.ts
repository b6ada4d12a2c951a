/** Round in the way of their unit: a thousand GiB is no round number, 1,024 of them are. */
const STEPS = {
  cpu: [1, 2, 4, 5, 8, 10, 16, 20, 25, 32, 40, 50, 64, 100, 128, 200, 250, 256, 400, 500, 512],
  bytes: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
};

/** Round marks between nothing and the capacity, few enough to be read, none too near the capacity itself. */
export const ticksOf = (capacity: number, unit: number, kind: keyof typeof STEPS): number[] => {
  if (!(capacity > 0)) return [];
  const inUnit = capacity / unit;
  const step = STEPS[kind].find((each) => inUnit / each <= 5) ?? inUnit / 4;
  const ticks: number[] = [];
  for (let tick = 0; tick < inUnit - step * 0.4; tick += step) ticks.push(tick * unit);
  return ticks;
};

/** The unit whose whole numbers make good marks for so many bytes. */
export const byteUnit = (capacity: number): number =>
  1024 ** Math.max(0, Math.floor(Math.log(Math.max(capacity, 1)) / Math.log(1024) - 0.05));
