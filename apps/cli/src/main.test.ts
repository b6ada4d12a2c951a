import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { runCommand } from "../test/command.ts";

/** What is said to be wrong: one line, without a stack or a second sentence from a library. */
const refusal = async (args: readonly string[], environment?: Record<string, string>): Promise<string> => {
  const { code, out, errors } = await runCommand(args, environment);
  expect({ code, out }).toEqual({ code: 1, out: "" });
  const [, line] = /^(?:bayplan|error): (.*)\n(?:\(bayplan --help tells what there is\)\n)?$/.exec(errors) ?? [];
  return line ?? `not a line: ${errors}`;
};

test("--help lists the roles", async () => {
  const { code, out } = await runCommand(["--help"]);
  expect(code).toBe(0);
  for (const role of ["serve", "agent", "demo", "replay", "record"])
    expect(out).toMatch(new RegExp(`^  ${role} `, "m"));
});

test("each role says what it takes", async () => {
  const { code, out } = await runCommand(["serve", "--help"]);
  expect(code).toBe(0);
  for (const option of [
    "--host",
    "--port",
    "--base-path",
    "--frame-ancestor",
    "--insecure",
    "--kubeconfig",
    "--context",
    "--local-node",
  ])
    expect(out).toContain(option);
  expect(out).toContain("BAYPLAN_PORT");
});

test("a role or option that there is not is told, with where to look", async () => {
  expect((await runCommand(["steer"])).errors).toBe(
    "error: unknown command 'steer'\n(bayplan --help tells what there is)\n",
  );
  expect(await refusal(["demo", "--sails"])).toBe("unknown option '--sails'");
});

const NO_PORT = "A port is a whole number from 0 (any free one) to 65535.";
const NO_PATH = "A base path looks like /tools/bayplan.";

test.for([
  [["--port", "http"], `option '--port <number>' argument 'http' is invalid. ${NO_PORT}`],
  [["--port", "65536"], `option '--port <number>' argument '65536' is invalid. ${NO_PORT}`],
  [["--port=-1"], `option '--port <number>' argument '-1' is invalid. ${NO_PORT}`],
  [["--base-path", "tools"], `option '--base-path <path>' argument 'tools' is invalid. ${NO_PATH}`],
  [["--base-path", "/a b"], `option '--base-path <path>' argument '/a b' is invalid. ${NO_PATH}`],
  [["--base-path", "/tools/.."], `option '--base-path <path>' argument '/tools/..' is invalid. ${NO_PATH}`],
  [["--nodes", "0"], "option '--nodes <number>' argument '0' is invalid. It is a whole number above zero."],
  [
    ["--log-level", "loud"],
    "option '--log-level <level>' argument 'loud' is invalid. Allowed choices are fatal, error, warn, info, debug, silent.",
  ],
] as const)("demo %s is refused with what it should be", async ([args, message]) => {
  expect(await refusal(["demo", ...args])).toBe(message);
});

test("a setting from the environment is checked too, and named", async () => {
  expect(await refusal(["demo"], { BAYPLAN_PORT: "seven" })).toBe(
    `option '--port <number>' value 'seven' from env 'BAYPLAN_PORT' is invalid. ${NO_PORT}`,
  );
});

test.for([
  [
    ["--frame-ancestor", "https://portal.example", "--frame-ancestor", "*"],
    {},
    /^"\*" may not frame Bayplan: name each/,
  ],
  [["--frame-ancestor=portal.example"], {}, /^"portal\.example" may not frame Bayplan: an origin is a scheme/],
  [
    [],
    { BAYPLAN_FRAME_ANCESTORS: "https://portal.example, https://wiki.example/page" },
    /^"https:\/\/wiki\.example\/page" may not frame Bayplan: an origin has nothing after its host/,
  ],
] as const)("who may frame the page is checked: %s %o", async ([args, environment, message]) => {
  expect(await refusal(["serve", "--port", "0", "--local-node", "quay", ...args], environment)).toMatch(message);
});

test("an agent needs the address of an aggregator", async () => {
  expect(await refusal(["agent"])).toBe("required option '--aggregator <url...>' not specified");
});

test.for(["harbour", "ftp://harbour"])("%s is no aggregator's address, not among others either", async (address) => {
  expect(await refusal(["agent", "--aggregator", "http://127.0.0.1:7420", address])).toBe(
    `option '--aggregator <url...>' argument '${address}' is invalid. It is an address such as https://bayplan.example:7420.`,
  );
});

const ROLES = [
  ["demo", ["demo", "--nodes", "2"]],
  ["serve", ["serve", "--local-node", "quay"]],
] as const;

test.for(ROLES)("%s: an address that others reach needs --insecure", async ([, role]) => {
  expect(await refusal([...role, "--port", "0", "--host", "0.0.0.0"])).toBe(
    "Bayplan has no sign-in yet, and whoever reaches 0.0.0.0 would see the cluster: listen on 127.0.0.1, or say --insecure where the network is trusted.",
  );
});

test.for(ROLES)("%s: an address that this machine has not is told", async ([, role]) => {
  expect(await refusal([...role, "--port", "0", "--insecure", "--host", "192.0.2.7"])).toBe(
    "This machine has no address 192.0.2.7: choose another with --host.",
  );
});

test.for(ROLES)("%s: a port in use is told, and the command ends", async ([, role]) => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  expect(await refusal([...role, "--port", String(port)])).toBe(
    `Port ${port} on 127.0.0.1 is in use by another program: stop that one, or choose another port with --port.`,
  );
});
