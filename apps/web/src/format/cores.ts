/** Cores as people ask for them: `64`, `1.5`, below one in thousandths, `250m`. */
export const formatCores = (cores: number): string => {
  if (cores === 0) return "0";
  if (cores < 0) return `−${formatCores(-cores)}`;
  const milli = cores * 1000;
  if (milli < 0.95) return "<1m";
  if (milli < 999.5) return `${Math.round(milli)}m`;
  return cores >= 9.95 ? String(Math.round(cores)) : cores.toFixed(1).replace(/\.0$/, "");
};

/** With its unit, for running text: `1.5 CPU`, `250m CPU`. */
export const formatCoresInWords = (cores: number): string => `${formatCores(cores)} CPU`;

export const fromNanoCores = (nanoCores: number): number => nanoCores / 1e9;
