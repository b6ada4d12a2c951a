export const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "silent"] as const;
