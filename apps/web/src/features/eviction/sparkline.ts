import type { SignalSample } from "@bayplan/shared";

/**
 * A curve of samples over time with a threshold, in pixels from the top. The scale holds both, so that their distance
 * is the headroom; a curve that hardly moves stays flat instead of being blown up.
 */
export const sparkline = (
  samples: readonly SignalSample[],
  threshold: number | null,
  { width, height }: { width: number; height: number },
): { path: string; line: number | null } => {
  const points = samples.map(({ at, available }) => ({ at: Date.parse(at), available }));
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return { path: "", line: threshold === null ? null : height - 3 };
  const amounts = points.map(({ available }) => available);
  const low = Math.min(threshold ?? Infinity, ...amounts);
  const high = Math.max(threshold ?? 0, ...amounts);
  const span = Math.max(high - low, high * 0.05, Number.MIN_VALUE);
  const y = (amount: number): number => height - 3 - ((amount - low) / span) * (height - 6);
  const x = (at: number): number => (last.at === first.at ? width : ((at - first.at) / (last.at - first.at)) * width);
  const start = last.at === first.at ? `M0 ${y(first.available).toFixed(1)}` : "";
  const curve = points
    .map(
      ({ at, available }, index) =>
        `${index === 0 && start === "" ? "M" : "L"}${x(at).toFixed(1)} ${y(available).toFixed(1)}`,
    )
    .join("");
  return { path: `${start}${curve}`, line: threshold === null ? null : y(threshold) };
};
