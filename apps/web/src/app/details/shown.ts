import { createSubject } from "../../live/subject.ts";

/** Of what the exact values are shown: around that element; null: they are not shown. */
export const detailsOf = createSubject<{ within: Element | null } | null>(null);
