import { expect, test } from "vitest";
import { pageClient, startTestApi } from "../fixtures/api.ts";
import { HEARD, podOf, reportOf, SOURCES_OK } from "../fixtures/report.ts";

/** Three nodes: two with pods, and one whose agent has told none yet. */
const startWithPods = async () => {
  const api = await startTestApi();
  const many = Array.from({ length: 60 }, (_, index) => podOf(`batch-${String(index).padStart(2, "0")}`));
  const shop = { namespace: "shop" };
  api.receive(reportOf({ upserts: [...many, podOf("web-1"), ...SOURCES_OK], heard: HEARD }));
  const others = [podOf("web", { ...shop, id: "uid-shop" }), podOf("a-web", shop), podOf("zz-batch", shop)];
  api.receive(reportOf({ node: "node-b", upserts: [...others, ...SOURCES_OK], heard: HEARD }));
  api.receive(reportOf({ node: "node-c" }));
  return api;
};

const brief = ({ namespace, name, node }: { namespace: string; name: string; node: string }): string =>
  `${namespace}/${name} ${node}`;

test.each([
  ["web", ["shop/web node-b", "shop/a-web node-b", "team-a/web-1 node-a"]],
  ["WEB-1", ["team-a/web-1 node-a"]],
  ["shop/w", ["shop/web node-b"]],
  ["batch shop", ["shop/zz-batch node-b"]],
  ["nobody", []],
])("%s finds on every node", async (name, expected) => {
  const api = await startWithPods();
  const found = await pageClient(api.url).trpc.pods.find.query({ name });
  expect(found.pods.map(brief)).toEqual(expected);
  expect(found).toMatchObject({ matching: expected.length, nodesUnknown: 1 });
  const { pods: items, ...counts } = found;
  expect((await api.get(`/api/v1/pods?name=${encodeURIComponent(name)}`)).body).toEqual({ items, ...counts });
});

test("of too many the first, in order, with how many there are", async () => {
  const api = await startWithPods();
  const { pods, matching } = await pageClient(api.url).trpc.pods.find.query({ name: "batch" });
  expect(pods).toHaveLength(50);
  expect(matching).toBe(61);
  expect(pods.slice(0, 2)).toEqual([
    { namespace: "shop", name: "zz-batch", uid: "uid-zz-batch", node: "node-b" },
    { namespace: "team-a", name: "batch-00", uid: "uid-batch-00", node: "node-a" },
  ]);
});

test("nothing finds nothing: it is asked what to look for", async () => {
  const api = await startTestApi();
  await expect(pageClient(api.url).trpc.pods.find.query({ name: " " })).rejects.toThrow(/name/);
});
