import { Metadata, status, type ClientReadableStream, type StatusObject } from "@grpc/grpc-js";
import type { ContainerEventResponse } from "@bayplan/protocols/runtime";
import type { Clock, Millis } from "@bayplan/shared";
import { CallFailure } from "../../calls/callFailure.ts";
import { grpcFailure } from "../grpc/failure.ts";
import { unary } from "../grpc/unary.ts";
import type { RuntimeConnection } from "./connection.ts";
import { hasOwnEventChannel } from "./runtimeInfo.ts";

/** A runtime whose events are off ends the stream at once; one that has them may say nothing until the first event. */
const SILENCE: Millis = 300;
const AT_ONCE: Millis = 5_000;

export const POLLED: Millis = 5_000;

/** The runtime's event stream: always drained, since one that is not stalls the runtime. */
export interface EventStream {
  isOpen(): boolean;
  /** Subscribes; throws a `CallFailure`, which is `unsupported` where the runtime must be polled. */
  open(signal: AbortSignal): Promise<void>;
  close(): void;
}

export function createEventStream({
  connection,
  clock,
  onEvent,
  onLost,
}: {
  connection: RuntimeConnection;
  clock: Clock;
  onEvent: (event: ContainerEventResponse) => void;
  /** An open stream ended. */
  onLost: (failure: CallFailure) => void;
}): EventStream {
  let stream: ClientReadableStream<ContainerEventResponse> | null = null;

  const subscribe = async (signal: AbortSignal): Promise<void> => {
    const { runtime, path } = await connection.clients();
    const began = clock.now();
    const opened = Promise.withResolvers<void>();
    let heard = false;
    let isOpen = false;
    const current = runtime.getContainerEvents({}, new Metadata());
    stream = current;
    const open = (): void => {
      isOpen = true;
      opened.resolve();
    };
    const timer = setTimeout(open, SILENCE);
    const cancel = () => current.cancel();
    signal.addEventListener("abort", cancel);
    current.on("metadata", open);
    current.on("data", (event: ContainerEventResponse) => {
      heard = true;
      open();
      onEvent(event);
    });
    // Its end is told by the status, which comes with and without an error.
    current.on("error", () => {});
    current.on("status", (ended: StatusObject) => {
      clearTimeout(timer);
      if (stream !== current) return opened.reject(new CallFailure("unreachable", "The subscription was given up."));
      stream = null;
      const failure = endOf(ended, { path, switchedOff: !heard && clock.now() - began < AT_ONCE });
      if (isOpen) onLost(failure);
      else opened.reject(failure);
    });
    try {
      await opened.promise;
    } finally {
      signal.removeEventListener("abort", cancel);
    }
  };

  return {
    isOpen: () => stream !== null,
    async open(signal) {
      // Asked each time: another version may have come with the runtime's restart.
      const version = await connection.ask(({ runtime }) =>
        unary(runtime.version.bind(runtime), { version: "v1" }, signal),
      );
      if (!hasOwnEventChannel(version)) {
        throw new CallFailure(
          "unsupported",
          `${version.runtimeName} ${version.runtimeVersion} has no event stream that may be shared: its lists are read every ${POLLED / 1000} s instead.`,
        );
      }
      await subscribe(signal);
    },
    close() {
      const open = stream;
      stream = null;
      open?.cancel();
    },
  };
}

function endOf(
  { code, details, metadata }: StatusObject,
  { path, switchedOff }: { path: string; switchedOff: boolean },
): CallFailure {
  if (code !== status.OK) {
    const failure = grpcFailure(Object.assign(new Error(details), { code, details, metadata }), {
      who: "the container runtime",
      path,
    });
    if (failure.state !== "unsupported") return failure;
    return new CallFailure(
      "unsupported",
      `The container runtime has no event stream: its lists are read every ${POLLED / 1000} s instead.`,
    );
  }
  if (!switchedOff)
    return new CallFailure("unreachable", "The container runtime ended its event stream; it is subscribed to again.");
  return new CallFailure(
    "unsupported",
    `The container runtime's event stream is switched off (CRI-O: enable_pod_events = true switches it on): its lists are read every ${POLLED / 1000} s instead.`,
  );
}
