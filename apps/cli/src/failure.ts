/**
 * A failure in one line for the terminal: what happened, and the cause where the message leaves room for it. One that
 * ends with a full stop says all there is.
 */
export function failureMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  const isWhole = error.message.endsWith(".");
  return cause && !isWhole && !error.message.includes(cause) ? `${error.message}: ${cause}` : error.message;
}
