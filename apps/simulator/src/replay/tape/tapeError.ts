/** What is wrong with a recording, at which of its lines, and what to do about it. */
export class TapeError extends Error {
  override readonly name = "TapeError";
  /** Null where it is the file as a whole. */
  readonly line: number | null;

  constructor(line: number | null, message: string, options?: ErrorOptions) {
    super(line === null ? message : `line ${line} ${message}`, options);
    this.line = line;
  }
}
