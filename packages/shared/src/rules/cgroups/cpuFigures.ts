/** The kernel's bounds of `cpu.shares`. */
const FEWEST_SHARES = 2n;
const MOST_SHARES = 262_144n;

/** Microseconds: the kernel takes no shorter quota. */
const SHORTEST_QUOTA = 1000n;

/** Thousandths of a core, a part of one counted as one, as apimachinery's `MilliValue` does. */
export const milliOf = (nanoCores: bigint): bigint => (nanoCores + 999_999n) / 1_000_000n;

/** What is asked of the kernel for so many thousandths of a core: 1024 for each. After `MilliCPUToShares`. */
export function sharesOf(milliCores: bigint): number {
  const shares = (milliCores * 1024n) / 1000n;
  return Number(shares < FEWEST_SHARES ? FEWEST_SHARES : shares > MOST_SHARES ? MOST_SHARES : shares);
}

/** Microseconds of CPU time in each period; 0 where there is no limit. After `MilliCPUToQuota`. */
export function quotaOf(milliCores: bigint, period: number): number {
  if (milliCores === 0n) return 0;
  const quota = (milliCores * BigInt(period)) / 1000n;
  return Number(quota < SHORTEST_QUOTA ? SHORTEST_QUOTA : quota);
}

/**
 * cgroup v2 has `cpu.weight` (1 to 10000) in the place of `cpu.shares`. linear: the kubelet's own conversion, for the
 * cgroups that it makes (`getCPUWeight`), and that of runc before 1.3.2 and crun before 1.23. quadratic: theirs since
 * then, which makes 1024 shares the kernel's default of 100. Which of the two a container has is its runtime's to say.
 */
export function linearWeight(shares: number): number {
  if (shares >= Number(MOST_SHARES)) return 10_000;
  return 1 + Math.floor(((Math.max(shares, Number(FEWEST_SHARES)) - 2) * 9999) / 262_142);
}

export function quadraticWeight(shares: number): number {
  if (shares <= Number(FEWEST_SHARES)) return 1;
  if (shares >= Number(MOST_SHARES)) return 10_000;
  const exponent = Math.log2(shares);
  return Math.ceil(10 ** ((exponent * exponent + 125 * exponent) / 612 - 7 / 34));
}
