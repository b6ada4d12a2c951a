import { describe, expect, test } from "vitest";
import { readKubeletSearch } from "./kubeletSearch.ts";
import { matchesSetting, settingRows } from "./settingRows.ts";

const rowsOf = (value: string, usual: string | null = null, differing: string[] = []) =>
  settingRows([{ name: "setting", value, default: usual, differs: differing.length > 0, differing }]);

test.each([
  ['"systemd"', "systemd"],
  ['""', "(empty)"],
  ['["10.96.0.10"]', '["10.96.0.10"]'],
  ["{}", "{}"],
  ["110", "110"],
  ["not json", "not json"],
])("%s reads %s", (json, words) =>
  expect(rowsOf(json)).toEqual([{ name: "setting", value: words, default: null, differs: false }]),
);

describe("a setting of several parts", () => {
  test("has a row for each, under its whole path", () => {
    expect(rowsOf('{"x509":{"clientCAFile":"/ca.crt"},"anonymous":{"enabled":false}}')).toEqual([
      { name: "setting.x509.clientCAFile", value: "/ca.crt", default: null, differs: false },
      { name: "setting.anonymous.enabled", value: "false", default: null, differs: false },
    ]);
  });

  test("differs where a part does, and where the default has one more", () => {
    const hard = { "memory.available": "1Gi", "nodefs.available": "10%", "pid.available": "5%" };
    const usual = { "memory.available": "100Mi", "nodefs.available": "10%", "imagefs.available": "15%" };
    const differing = ["setting.memory.available", "setting.imagefs.available"];
    expect(rowsOf(JSON.stringify(hard), JSON.stringify(usual), differing)).toEqual([
      { name: "setting.memory.available", value: "1Gi", default: "100Mi", differs: true },
      { name: "setting.nodefs.available", value: "10%", default: "10%", differs: false },
      { name: "setting.pid.available", value: "5%", default: null, differs: false },
      { name: "setting.imagefs.available", value: null, default: "15%", differs: true },
    ]);
  });

  test("differs in the part that does, however deep, and in no other", () => {
    const given = { anonymous: { enabled: true }, webhook: { cacheTTL: "2m" }, x509: { clientCAFile: "/ca.crt" } };
    const usual = { anonymous: { enabled: false }, webhook: { cacheTTL: "2m0s" } };
    expect(rowsOf(JSON.stringify(given), JSON.stringify(usual), ["setting.anonymous.enabled"])).toEqual([
      { name: "setting.anonymous.enabled", value: "true", default: "false", differs: true },
      { name: "setting.webhook.cacheTTL", value: "2m", default: "2m0s", differs: false },
      { name: "setting.x509.clientCAFile", value: "/ca.crt", default: null, differs: false },
    ]);
  });

  test("does not differ where another release has another default", () => {
    const hard = { "memory.available": "100Mi", "imagefs.inodesFree": "5%" };
    const usual = { "memory.available": "100Mi" };
    expect(rowsOf(JSON.stringify(hard), JSON.stringify(usual)).some(({ differs }) => differs)).toBe(false);
  });
});

test("a setting is found by its name and value", () => {
  const setting = { name: "cgroupDriver", value: "systemd", default: "cgroupfs", differs: true };
  expect(matchesSetting(setting, "CGROUP systemd")).toBe(true);
  expect(matchesSetting(setting, "eviction")).toBe(false);
  expect(matchesSetting({ ...setting, value: null }, "cgroup")).toBe(true);
});

test.each([
  [
    { setting: "evict", differs: "only" },
    { setting: "evict", differs: "only" },
  ],
  [{ setting: "", differs: "yes" }, {}],
])("an address with %o asks for %o", (given, expected) => expect(readKubeletSearch(given)).toEqual(expected));
