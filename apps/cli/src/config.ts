/** The environment, read in one place. Options name their own variables (`BAYPLAN_…`) in options.ts. */
export const kubeconfigPath = (): string | undefined => process.env["KUBECONFIG"] || undefined;
