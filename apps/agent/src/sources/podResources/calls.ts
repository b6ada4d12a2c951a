import { PodResourcesListerClient } from "@bayplan/protocols/podresources";
import type { Call } from "../../calls/call.ts";
import { asCallFailure, CallFailure } from "../../calls/callFailure.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { grpcFailure } from "../grpc/failure.ts";
import { tapping } from "../grpc/tap.ts";
import type { Tap } from "../../options.ts";
import { connect, socketPath, type ClientConstructor } from "../grpc/socket.ts";
import { unary, type UnaryMethod } from "../grpc/unary.ts";
import { readAllocations, readCpuIds, readMemory } from "./allocations.ts";
import { createDevices } from "./devices.ts";

const SERVICE = "v1.PodResourcesLister";
export const LIST_POD_RESOURCES = `${SERVICE}/List`;
const USUAL_POD_RESOURCES = "/var/lib/kubelet/pod-resources/kubelet.sock";

export interface PodResourcesSource {
  calls: Call[];
  close(): void;
}

/** What is asked of the kubelet's pod resources. All its clients share 100 requests a second; these are never more than one. */
export function createPodResourcesSource({
  endpoint,
  ledger,
  tap,
}: {
  endpoint: string | null | undefined;
  ledger: Ledger;
  tap?: Tap | undefined;
}): PodResourcesSource {
  const devices = createDevices(ledger);
  let client: PodResourcesListerClient | null = null;

  const ask = async <Response>(
    method: (client: PodResourcesListerClient) => UnaryMethod<object, Response>,
    signal: AbortSignal,
  ): Promise<Response> => {
    const path = pathOf(endpoint);
    client ??= connect(PodResourcesListerClient as ClientConstructor<PodResourcesListerClient>, path, {
      interceptors: tap ? [tapping("podresources", tap)] : [],
    });
    try {
      return await unary(method(client), {}, signal);
    } catch (error) {
      throw grpcFailure(error, { who: "the kubelet's pod resources", path });
    }
  };

  const calls: Call[] = [
    {
      source: "podresources",
      name: `${SERVICE}/GetAllocatableResources`,
      interval: 10_000,
      deadline: 5_000,
      kinds: ["device", "allocatable"],
      async run({ signal }) {
        try {
          const answer = await ask((lister) => lister.getAllocatableResources.bind(lister), signal);
          devices.allocatable(answer.devices);
          ledger.put({
            kind: "allocatable",
            id: "allocatable",
            cpuIds: readCpuIds(answer.cpuIds),
            memory: readMemory(answer.memory),
          });
        } catch (error) {
          const { state } = asCallFailure(error);
          const isLasting = state === "denied" || state === "unsupported";
          devices.allocatableUnknown(isLasting);
          if (isLasting) ledger.remove("allocatable", "allocatable");
          throw error;
        }
        return undefined;
      },
    },
    {
      source: "podresources",
      name: LIST_POD_RESOURCES,
      interval: 10_000,
      deadline: 5_000,
      promptGap: 2_000,
      kinds: ["allocation", "device"],
      async run({ signal }) {
        const answer = await ask((lister) => lister.list.bind(lister), signal);
        ledger.replace(["allocation"], readAllocations(answer));
        devices.held(
          answer.podResources.flatMap(({ containers }) => containers.flatMap((container) => container.devices)),
        );
        return undefined;
      },
    },
  ];
  return { calls, close: () => client?.close() };
}

function pathOf(endpoint: string | null | undefined): string {
  if (endpoint === null)
    throw new CallFailure(
      "unsupported",
      "This node has no pod resources socket: devices and pinned CPUs cannot be told.",
    );
  if (endpoint === undefined && process.platform === "win32")
    throw new CallFailure(
      "unsupported",
      "On Windows the kubelet offers its pod resources on a named pipe, which cannot be asked.",
    );
  const path = socketPath(endpoint ?? USUAL_POD_RESOURCES);
  if (path !== null) return path;
  throw new CallFailure(
    "unreachable",
    `The pod resources endpoint ${String(endpoint)} is no unix socket: it looks like unix://${USUAL_POD_RESOURCES}.`,
  );
}
