import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { runCommand, startCommand, testFolder } from "../../test/command.ts";

/** What the demo keeps in its temporary folder; Node has a cache there too. */
const kept = (folder: string): string[] => readdirSync(folder).filter((name) => name !== "node-compile-cache");

test.for(["SIGTERM", "SIGINT"] as const)("the demo serves, and ends cleanly on %s", async (signal) => {
  const folder = testFolder();
  const demo = startCommand(["demo", "--nodes", "2", "--port", "0", "--base-path", "/bay"], { TMPDIR: folder });
  const [, url = ""] = await demo.prints(/^Bayplan is at (http:\S+)$/m);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/bay$/);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(kept(folder)).not.toEqual([]);

  demo.kill(signal);
  expect(await demo.ended).toMatchObject({ code: 0, signal: null, out: `Bayplan is at ${url}\n`, errors: "" });
  expect(kept(folder)).toEqual([]);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow("fetch failed");
});

test("a demo that cannot serve ends by itself and leaves nothing behind", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  onTestFinished(() => void taken.close());
  const folder = testFolder();
  const { port } = taken.address() as AddressInfo;
  const { code, errors } = await runCommand(["demo", "--nodes", "2", "--port", String(port)], { TMPDIR: folder });
  expect({ code, errors }).toEqual({ code: 1, errors: expect.stringContaining(String(port)) });
  expect(kept(folder)).toEqual([]);
});
