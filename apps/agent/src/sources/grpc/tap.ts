import { InterceptingCall, status, type Interceptor } from "@grpc/grpc-js";
import type { Source } from "@bayplan/shared";
import type { Tap } from "../../options.ts";

/** Tells of every message and failure that a client gets, under the call's name as a recording has it. */
export const tapping =
  (source: Source, tap: Tap): Interceptor =>
  (options, nextCall) => {
    let call = options.method_definition.path.slice(1);
    return new InterceptingCall(nextCall(options), {
      start(metadata, _listener, next) {
        next(metadata, {
          onReceiveMessage(message: object | null, pass) {
            if (message) tap({ source, call, message });
            pass(message);
          },
          onReceiveStatus(ended, pass) {
            // Who cancels got no answer.
            if (ended.code !== status.OK && ended.code !== status.CANCELLED)
              tap({ source, call, failure: { code: ended.code, message: ended.details } });
            pass(ended);
          },
        });
      },
      sendMessage(request: { containerId?: string; podSandboxId?: string }, next) {
        const subject = request.containerId ?? request.podSandboxId;
        if (subject !== undefined) call = `${call} ${subject}`;
        next(request);
      },
    });
  };
