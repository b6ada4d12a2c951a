import { Agent, get } from "node:https";
import { text as bodyOf } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Simulator } from "../../index.ts";
import { startTestSimulator } from "../../testSimulator.ts";
import { createServingCertificate } from "./createServingCertificate.ts";

let simulator: Simulator;
beforeAll(async () => {
  ({ simulator } = await startTestSimulator({ tls: true }));
});
afterAll(() => simulator.stop());

interface Asked {
  ca?: string | undefined;
  token?: string | undefined;
}

/** Asks the first kubelet, as a client that trusts that authority and brings that token. */
const ask = (path: string, { ca, token }: Asked): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const agent = new Agent({ ...(ca !== undefined && { ca }) });
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    get(`${simulator.nodes[0]?.kubeletUrl}${path}`, { agent, headers }, (response) => {
      bodyOf(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
    }).on("error", reject);
  });

describe("a kubelet over TLS", () => {
  test("answers who trusts its authority and brings its token", async () => {
    const { status, body } = await ask("/pods", simulator.kubeletAccess ?? {});
    expect(status).toBe(200);
    expect(JSON.parse(body).items.length).toBeGreaterThan(0);
  });

  test("is not trusted without its authority, nor with another's", async () => {
    const token = simulator.kubeletAccess?.token;
    await expect(ask("/healthz", { token })).rejects.toThrow("unable to verify the first certificate");
    const { ca } = createServingCertificate(["web-10"]);
    await expect(ask("/healthz", { token, ca })).rejects.toThrow("certificate signature failure");
  });

  test("refuses who brings no token, or another", async () => {
    const ca = simulator.kubeletAccess?.ca;
    expect(await ask("/stats/summary", { ca })).toEqual({ status: 401, body: "Unauthorized" });
    expect(await ask("/stats/summary", { ca, token: "another" })).toEqual({ status: 401, body: "Unauthorized" });
  });

  test("cuts the connection while it does not run, whatever is brought", async () => {
    const node = simulator.nodes[0]?.name ?? "";
    simulator.world.handles.setKubelet(node, false);
    await expect(ask("/healthz", simulator.kubeletAccess ?? {})).rejects.toThrow("socket hang up");
    simulator.world.handles.setKubelet(node, true);
    expect((await ask("/healthz", simulator.kubeletAccess ?? {})).status).toBe(200);
  });
});

test("a kubelet without TLS answers everybody", async () => {
  const { simulator: open } = await startTestSimulator({ nodes: 1 });
  expect(open.kubeletAccess).toBeNull();
  expect((await fetch(`${open.nodes[0]?.kubeletUrl}/healthz`)).status).toBe(200);
  await open.stop();
});
