import { expect, test } from "vitest";
import { readKubeletSearch } from "./kubeletSearch.ts";
import { matchesSetting, readable } from "./settingRows.ts";

test.each([
  ['"systemd"', "systemd"],
  ['""', "(empty)"],
  ['["10.96.0.10"]', '["10.96.0.10"]'],
  ["110", "110"],
  ["not json", "not json"],
])("%s reads %s", (json, words) => expect(readable(json)).toBe(words));

test("a setting is found by its name and value", () => {
  const setting = { name: "cgroupDriver", value: '"systemd"', default: '"cgroupfs"', differs: true };
  expect(matchesSetting(setting, "CGROUP systemd")).toBe(true);
  expect(matchesSetting(setting, "eviction")).toBe(false);
});

test.each([
  [
    { setting: "evict", differs: "only" },
    { setting: "evict", differs: "only" },
  ],
  [{ setting: "", differs: "yes" }, {}],
])("an address with %o asks for %o", (given, expected) => expect(readKubeletSearch(given)).toEqual(expected));
