import { describe, expect, test } from "vitest";
import { basePath, parseSearch, stringifySearch } from "./address.ts";

test.each([
  ["http://127.0.0.1:7420/", "/"],
  ["http://127.0.0.1:7420/bayplan/", "/bayplan"],
  ["https://portal.example/tools/bayplan/", "/tools/bayplan"],
])("under %s the path is %s", (base, path) => expect(basePath(base)).toBe(path));

describe("what follows the question mark", () => {
  test("stays text", () => expect(parseSearch("?q=123&view=table")).toEqual({ q: "123", view: "table" }));

  test("leaves out what is empty", () =>
    expect(stringifySearch({ q: "a b&c", zone: "", sort: undefined, n: 1 })).toBe("?q=a+b%26c"));

  test("is nothing for nothing", () => expect(stringifySearch({})).toBe(""));

  test("comes back as it went", () => {
    const search = { q: "app=shop <b>", node: "ü" };
    expect(parseSearch(stringifySearch(search))).toEqual(search);
  });
});
