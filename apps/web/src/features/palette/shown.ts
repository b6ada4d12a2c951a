import { createSubject } from "../../live/subject.ts";

/** Which of the two is open. */
export const paletteShown = createSubject<"palette" | "keys" | null>(null);
