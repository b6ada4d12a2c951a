import { expect, test } from "vitest";
import { tabPlaces } from "./tabPlaces.ts";

const NODES = ["web-01", "web-02", "disk-01"];
const found = (query: string, shown?: string): string[] =>
  tabPlaces(query, NODES, shown).map(({ node, tab }) => `${node} ${tab}`);

test.each<[string, string | undefined, string[]]>([
  ["web-02 disk", undefined, ["web-02 disk"]],
  ["Disk WEB-02", "web-01", ["web-02 disk"]],
  ["web kub", undefined, ["web-01 kubelet", "web-02 kubelet"]],
  ["kubelet", "web-01", ["web-01 kubelet"]],
  ["kubelet", undefined, []],
  ["disk", undefined, []],
  ["disk disk", undefined, ["disk-01 disk"]],
  ["web-02 di", undefined, []],
  ["web-02", "web-01", []],
])("%s, on %s", (query, shown, expected) => expect(found(query, shown)).toEqual(expected));
