import { expect, test } from "vitest";
import { commandOn, quoted } from "./shell.ts";

test.each([
  ["web-03", "web-03"],
  ["ghcr.io/acme/api:1.2@sha256:ab", "ghcr.io/acme/api:1.2@sha256:ab"],
  ["", "''"],
  ["a b", "'a b'"],
  ["$(reboot)", "'$(reboot)'"],
  ["it's; rm -rf /", "'it'\\''s; rm -rf /'"],
  ["a\nreboot\n", "$'a\\x0areboot\\x0a'"],
  ["\u001b[201~'\\", "$'\\x1b[201~\\'\\\\'"],
  ["a\u009bb\tc", "$'ab\\x09c'"],
])("%j is %s for a shell", (text, word) => expect(quoted(text)).toBe(word));

test.each([
  ["web-03", "", "kubectl describe node web-03"],
  ["web-03", "-o yaml", "kubectl describe node web-03 -o yaml"],
  ["--all", "", "kubectl describe node -- --all"],
  ["-A", "-o yaml", "kubectl describe node -o yaml -- -A"],
  ["-x; reboot", "", "kubectl describe node -- '-x; reboot'"],
])("%j with %j is no option of the command", (operand, flags, text) =>
  expect(commandOn("kubectl describe node", operand, flags)).toBe(text),
);
