import { expect, test } from "vitest";
import { readFrameAncestor } from "./frameAncestor.ts";

test.each([
  ["https://portal.example", "https://portal.example"],
  ["https://portal.example/", "https://portal.example"],
  ["HTTPS://Portal.Example:443", "https://portal.example"],
  ["http://10.0.0.7:8080", "http://10.0.0.7:8080"],
  ["https://bücher.example", "https://xn--bcher-kva.example"],
])("%s is the origin %s", (text, origin) => expect(readFrameAncestor(text)).toBe(origin));

test.each([
  ["*", /wildcard/],
  ["https://*.example", /wildcard/],
  ["https://portal.*.example", /wildcard/],
  ["portal.example", /such as https:\/\/portal\.example:8443/],
  ["file:///etc/passwd", /such as https/],
  ["https://", /such as https/],
  ["https://portal.example/tools", /nothing after its host; give https:\/\/portal\.example\./],
  ["https://portal.example?a", /nothing after its host/],
  ["https://portal.example#", /nothing after its host/],
  ["https://me:secret@portal.example", /no user/],
  ["https://portal.example; script-src *", /wildcard/],
  ["https://portal.example;script-src", /hosts and IPv4/],
  ["https://[::1]:8080", /hosts and IPv4/],
])("%s is refused, and told why", (text, why) => expect(() => readFrameAncestor(text)).toThrow(why));
