import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createAskedAgent } from "../../../test/agents.ts";
import type { TappedAnswer } from "../../options.ts";
import { NUMA_NODES } from "./calls.ts";

/** A folder such as the kernel's, with these lists; null: a node's folder without one. */
const folderWith = async (lists: Record<string, string | null>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "bayplan-numa-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, list] of Object.entries(lists)) {
    await mkdir(join(folder, name));
    if (list !== null) await writeFile(join(folder, name, "cpulist"), list);
  }
  // The kernel has files of other kinds beside them.
  await writeFile(join(folder, "online"), "0-1\n");
  return folder;
};

const agentOn = (numaFolder: string | null, tapped: TappedAnswer[] = []) => {
  const asked = createAskedAgent({ numaFolder, tap: (answer) => void tapped.push(answer) });
  onTestFinished(() => asked.agent.stop());
  return {
    ask: () => asked.ask(NUMA_NODES),
    told: () =>
      Object.fromEntries(asked.collector.all("numaNode").map(({ id, cpuIds }) => [id, cpuIds])) as Record<
        string,
        number[]
      >,
  };
};

test("the CPUs of each NUMA node, also of one that has memory alone", async () => {
  const tapped: TappedAnswer[] = [];
  const folder = await folderWith({ node0: "0-1,4\n", node1: "2-3\n", node10: "\n" });
  const { ask, told } = agentOn(folder, tapped);
  expect(await ask()).toMatchObject({ source: "file", state: "ok", message: "" });
  expect(told()).toEqual({ 0: [0, 1, 4], 1: [2, 3], 10: [] });
  expect(tapped).toContainEqual({ source: "file", call: `${NUMA_NODES}/node0/cpulist`, text: "0-1,4\n" });

  // A CPU went offline, and a node was taken out.
  await writeFile(join(folder, "node0", "cpulist"), "0,4\n");
  await rm(join(folder, "node1"), { recursive: true });
  expect(await ask()).toMatchObject({ state: "ok" });
  expect(told()).toEqual({ 0: [0, 4], 10: [] });
});

test.each([
  ["is no list", "none of these", /node1\/cpulist says "none of these", which is no list of CPUs/],
  ["is not there", null, /node1\/cpulist cannot be read: ENOENT/],
])("where one node's list %s, only its CPUs are not known", async (_, list, message) => {
  const { ask, told } = agentOn(await folderWith({ node0: "0-1\n", node1: list }));
  const state = await ask();
  expect(state.state).toBe("unreachable");
  expect(state.message).toMatch(message);
  expect(told()).toEqual({ 0: [0, 1] });
});

test("a kernel without NUMA nodes, and a node that is not this machine", async () => {
  const empty = agentOn(await folderWith({}));
  const missing = agentOn("/nowhere/devices/system/node");
  for (const { ask, told } of [empty, missing]) {
    expect(await ask()).toMatchObject({ state: "unsupported", message: expect.stringContaining("no NUMA nodes") });
    expect(told()).toEqual({});
  }
  expect(await agentOn(null).ask()).toMatchObject({ state: "unsupported" });
});
