/** The environment, read in one place. Options name their own variables (`BAYPLAN_…`) in options.ts. */
export const kubeconfigPath = (): string | undefined => process.env["KUBECONFIG"] || undefined;

/** All of it, for a program that is started in this one's place. */
export const environment = (): NodeJS.ProcessEnv => process.env;
