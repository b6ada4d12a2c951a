import { type Simulator, type SimulatorOptions, startSimulator } from "./index.ts";
import { type VirtualClock, createVirtualClock } from "./world/time/virtualClock.ts";

/** A small quiet cluster behind its servers, on a clock that the test moves. */
export async function startTestSimulator(
  options: Partial<SimulatorOptions> = {},
): Promise<{ clock: VirtualClock; simulator: Simulator }> {
  const clock = createVirtualClock();
  const simulator = await startSimulator({
    clock,
    seed: 1,
    scenario: "steady",
    nodes: 2,
    podsPerNode: 6,
    log: {
      warn: (details) => {
        throw new Error("an action failed", { cause: Reflect.get(details, "err") });
      },
    },
    ...options,
  });
  return { clock, simulator };
}

/** Resolves as soon as the condition holds, looking again whenever the event loop turns. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error("what the test waits for did not happen within 30 s");
    await new Promise((resolve) => setImmediate(resolve));
  }
}
