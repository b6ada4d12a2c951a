/** The Chromium that a developer wants the browser tests to use. */
export const chromiumFromEnvironment = (): string | undefined => process.env["CHROMIUM"];

export const searchPath = (): string => process.env["PATH"] ?? "";

/** On a CI machine a missing real part is a failure; on a laptop its tests are skipped, loudly. */
export const isCi = (): boolean => process.env["CI"] === "true";
