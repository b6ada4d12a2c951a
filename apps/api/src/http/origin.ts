import type { FastifyReply, FastifyRequest } from "fastify";
import { sendFailure } from "./failure.ts";

const hostOf = (origin: string): string | null => {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
};

/** Browsers let any page open a WebSocket to any server, and say from where in `Origin`: only our own page may. */
export const refuseOtherOrigins = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  const { origin, host } = request.headers;
  if (origin === undefined || hostOf(origin) === host) return;
  await sendFailure(reply, 403, "other_origin", `A page of ${origin} may not connect to Bayplan at ${host}.`);
};
