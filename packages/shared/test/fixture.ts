import { readFileSync } from "node:fs";

/** A file of `fixtures/`: what a real kubelet answered, cut down. */
export const fixture = (name: string): string => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8");
