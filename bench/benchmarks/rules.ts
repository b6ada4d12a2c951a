import {
  deviceAssignments,
  driftFindings,
  evictionForecast,
  evictionOrders,
  evictionSignals,
  fileSystemLayout,
  localStorageLimits,
  mergeTransitions,
  nodeFindings,
  nodeReclaim,
  nodeResources,
  qosFindings,
  startSteps,
  timeline,
  transitionsBetween,
  type Pod,
  type PodStats,
  type RuntimeContainer,
  type Sandbox,
  type TransitionLog,
} from "@bayplan/shared";
import { aContainer, aSandbox } from "../../packages/shared/test/entities.ts";
import { pictureAt } from "../../packages/shared/test/statistics.ts";
import { readTape } from "../../packages/shared/test/tape.ts";
import { quantile, type Figure } from "../figure.ts";

const PODS = 250;
const CONTAINERS = 3;
const ROUNDS = 60;
const MOMENT = "2026-11-21T08:36:30Z";

/** What follows from one full node: everything, and what one changed container sets off. */
export async function rules(): Promise<Figure[]> {
  const node = fullNode();
  const [pod] = node.pods;
  const [before] = node.containers;
  if (!pod || !before) throw new Error("The recording has no pod at that moment.");
  const after: RuntimeContainer = { ...before, state: "Exited", finishedAt: MOMENT, exitCode: 1 };
  const now = Date.parse(MOMENT);
  const log: TransitionLog = new Map();
  mergeTransitions(log, transitionsBetween(undefined, before, now));

  return [
    {
      name: "rules of a node of 250 pods, 750 containers",
      value: median(() => everything(node, now)),
      unit: "ms",
      target: 5,
    },
    {
      name: "rules of one changed container",
      value: median(() => {
        mergeTransitions(new Map(log), transitionsBetween(before, after, now));
        startSteps(pod, timeline(log.values()), [], now);
        driftFindings({
          pods: [pod],
          sandboxes: node.sandboxes.filter(({ podUid }) => podUid === pod.id),
          containers: [after],
        });
      }),
      unit: "ms",
      target: 0.5,
    },
  ];
}

type FullNode = ReturnType<typeof fullNode>;

function everything(node: FullNode, now: number): void {
  const { pods, podStats, nodeStats, config, containers, sandboxes } = node;
  const layout = fileSystemLayout(nodeStats);
  const { signals } = evictionSignals({ nodeStats, config, layout, now });
  const orders = evictionOrders({ pods, podStats, nodeStats, config, containers, now });
  for (const state of signals) evictionForecast(state, orders[state.signal] ?? []);
  localStorageLimits({ pods, podStats, layout });
  nodeReclaim("nodefs.available", { images: [], containers, containerStats: [], pods, layout });
  nodeResources({ pods, nodeStats, config });
  qosFindings(pods);
  deviceAssignments({ devices: [], allocations: [], pods });
  driftFindings({ pods, sandboxes, containers });
  nodeFindings({ stats: nodeStats, config }, now);
}

/** The recorded node with its pods over and over, each under a name and UID of its own and with more containers. */
function fullNode() {
  const picture = pictureAt(readTape("eviction"), MOMENT);
  const pods: Pod[] = [];
  const podStats: PodStats[] = [];
  const containers: RuntimeContainer[] = [];
  const sandboxes: Sandbox[] = [];
  for (let index = 0; index < PODS; index += 1) {
    const source = picture.pods[index % picture.pods.length];
    const [first] = source?.spec.containers ?? [];
    if (!source || !first) continue;
    const id = `${source.id}-${index}`;
    const name = `${source.name}-${index}`;
    const names = Array.from({ length: CONTAINERS }, (_, number) => `${first.name}-${number}`);
    pods.push({
      ...source,
      id,
      name,
      spec: { ...source.spec, containers: names.map((own) => ({ ...first, name: own })) },
    });
    const measured = picture.podStats.find((stats) => stats.id === source.id);
    const [sample] = measured?.containers ?? [];
    if (measured && sample)
      podStats.push({ ...measured, id, name, containers: names.map((own) => ({ ...sample, name: own })) });
    const pod = { namespace: source.namespace, pod: name, podUid: id };
    sandboxes.push(aSandbox({ ...pod, id: `sandbox-${index}` }));
    for (const own of names)
      containers.push(aContainer({ ...pod, id: `${own}-${index}`, name: own, sandboxId: `sandbox-${index}` }));
  }
  return { ...picture, pods, podStats, containers, sandboxes };
}

/** Milliseconds, of many rounds after a warm-up. */
function median(run: () => void): number {
  const times = Array.from({ length: ROUNDS * 2 }, () => {
    const began = performance.now();
    run();
    return performance.now() - began;
  });
  return quantile(times.slice(ROUNDS), 0.5);
}
