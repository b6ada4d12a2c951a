import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { startCommand, testFolder } from "../../test/command.ts";

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
