import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromNumber, NANO, parseQuantity, toNumber } from "./quantity.ts";

const outcome = (text: string): string => {
  try {
    return String(parseQuantity(text));
  } catch (error) {
    return String(error);
  }
};

describe("parseQuantity", () => {
  it.each<[string, bigint]>([
    ["0", 0n],
    ["100m", 100_000_000n],
    ["1.5Gi", 1_610_612_736n * NANO],
    ["1e3", 1000n * NANO],
    ["1E3", 1000n * NANO],
    ["1e+3", 1000n * NANO],
    ["1.5e-3", 1_500_000n],
    ["12E", 12n * 10n ** 18n * NANO],
    ["400n", 400n],
    ["7u", 7000n],
    ["128974848", 128_974_848n * NANO],
    ["129e6", 129_000_000n * NANO],
    ["123Mi", 128_974_848n * NANO],
    ["1k", 1000n * NANO],
    ["1Ki", 1024n * NANO],
    ["0.5Ki", 512n * NANO],
    [".5", 500_000_000n],
    ["5.", 5n * NANO],
    ["1.G", 10n ** 9n * NANO],
    ["+3", 3n * NANO],
    ["-3", -3n * NANO],
    ["-0.5Mi", -524_288n * NANO],
    ["007", 7n * NANO],
    ["9007199254740993", 9_007_199_254_740_993n * NANO],
    ["9007199254740988Ki", 9_007_199_254_740_988n * 1024n * NANO],
  ])("reads %s", (text, expected) => {
    expect(parseQuantity(text)).toBe(expected);
  });

  it.each<[string, bigint]>([
    ["0.1n", 1n],
    ["-0.1n", -1n],
    ["1.0000000001", NANO + 1n],
    ["1e-400", 1n],
    ["0e-400", 0n],
    ["0.00000000001Ki", 11n],
  ])("rounds %s away from zero", (text, expected) => {
    expect(parseQuantity(text)).toBe(expected);
  });

  it("caps a binary quantity at the largest 64-bit number, and no decimal one", () => {
    const most = (2n ** 63n - 1n) * NANO;
    expect(parseQuantity("8Ei")).toBe(most);
    expect(parseQuantity("-9Ei")).toBe(-most);
    expect(parseQuantity("10E")).toBe(10n ** 19n * NANO);
  });

  it.each([
    "",
    " ",
    "1 ",
    " 1",
    ".",
    "+",
    "-",
    "Gi",
    "m",
    "1.1.M",
    "1+1.0M",
    "0.1mi",
    "0.1am",
    "aoeu",
    "1i",
    "-3.01e-",
    "12e",
    "1Gib",
    "1KI",
    "1K",
    "0x10",
    "Infinity",
    "NaN",
    "1,5",
    "--1",
    "1_000",
    "١",
    "constructor",
    "1toString",
  ])("refuses %j and says so", (text) => {
    expect(() => parseQuantity(text)).toThrow(`"${text}" is no quantity`);
  });

  it("refuses an exponent that would fill the memory", () => {
    expect(() => parseQuantity("1e999999999")).toThrow('"1e999999999" is too large');
  });

  it("agrees with the product of number and suffix, whatever they are", () => {
    const suffixes: [string, bigint][] = [
      ["n", 1n],
      ["u", 1000n],
      ["m", 10n ** 6n],
      ["", NANO],
      ["k", 10n ** 12n],
      ["T", 10n ** 21n],
      ["Ki", 1024n * NANO],
      ["Gi", 2n ** 30n * NANO],
    ];
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }),
        fc.constantFrom(...suffixes),
        (number, [suffix, unit]) => {
          expect(parseQuantity(`${number}${suffix}`)).toBe(number * unit);
        },
      ),
    );
  });

  it("either reads a text or throws an error that holds it", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[+-]?[0-9.]{0,6}[eEinumkKMGTP]{0,2}[+-]?[0-9]{0,2}$/)),
        (text) => {
          expect(outcome(text)).toMatch(/^-?\d+$|is no quantity|is too large/);
          expect(outcome(text)).toContain(/^-?\d+$/.test(outcome(text)) ? "" : text);
        },
      ),
    );
  });
});

describe("toNumber", () => {
  it("is exact for whole units and keeps thousandths", () => {
    expect(toNumber(parseQuantity("9007199254740991"))).toBe(Number.MAX_SAFE_INTEGER);
    expect(toNumber(parseQuantity("2500m"))).toBe(2.5);
    expect(toNumber(parseQuantity("-1m"))).toBe(-0.001);
    expect(toNumber(fromNumber(23_400_857_600))).toBe(23_400_857_600);
  });
});
