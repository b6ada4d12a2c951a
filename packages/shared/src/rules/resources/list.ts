import type { ResourceList } from "../../model/pod.ts";
import { parseQuantity } from "../quantity.ts";

/** Amounts by resource name, in billionths of cores, bytes or pieces. */
export type Amounts = Record<string, bigint>;

/** @throws Error that names the resource, where its quantity is malformed. */
export function amounts(list: ResourceList | undefined): Amounts {
  const parsed: Amounts = {};
  for (const name in list) {
    const text = list[name];
    if (text === undefined) continue;
    try {
      parsed[name] = parseQuantity(text);
    } catch (error) {
      throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
  return parsed;
}

/** Adds in place. */
export function add(into: Amounts, other: Amounts): void {
  for (const name in other) into[name] = (into[name] ?? 0n) + (other[name] ?? 0n);
}

/** Takes the greater of each in place. */
export function raise(into: Amounts, other: Amounts): void {
  for (const name in other) {
    const amount = other[name] ?? 0n;
    const held = into[name];
    if (held === undefined || amount > held) into[name] = amount;
  }
}
