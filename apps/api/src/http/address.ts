import { isIP } from "node:net";

/** What is said in a bare `host`: only this machine can reach these. */
const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));

/** Anyone who reaches the server sees everything and may report: other addresses need the word. Throws with what to do. */
export const checkHost = (host: string, insecure: boolean): void => {
  if (isLoopback(host) || insecure) return;
  throw new Error(
    `Bayplan has no sign-in yet, and whoever reaches ${host} would see the cluster: listen on 127.0.0.1, or say --insecure where the network is trusted.`,
  );
};

/** `/`, `bayplan/` and `/bayplan` → `` and `/bayplan`: what stands before every path. Throws on what is no path. */
export const normalizeBasePath = (basePath: string): string => {
  const path = basePath.replace(/^\/*/, "/").replace(/\/+$/, "");
  if (path === "") return "";
  if (!/^(\/[\w.~-]+)+$/.test(path) || /\/\.\.?(\/|$)/.test(path))
    throw new Error(`The base path ${JSON.stringify(basePath)} is none: give it as /bayplan.`);
  return path;
};

/** What a failed `listen` means, and what to do about it. */
export const explainListenFailure = (error: unknown, host: string, port: number): Error => {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    return new Error(
      `Port ${port} on ${host} is in use by another program: stop that one, or choose another port with --port.`,
      { cause: error },
    );
  if (code === "EACCES")
    return new Error(`Port ${port} on ${host} may not be opened by this user: choose one above 1023 with --port.`, {
      cause: error,
    });
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return new Error(`This machine has no address ${host}: choose another with --host.`, { cause: error });
  return error instanceof Error ? error : new Error(String(error));
};

/** `http://127.0.0.1:7420`, with brackets round an IPv6 address; an address that means all is told as the loopback. */
export const origin = (host: string, port: number): string => {
  const told = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `http://${told.includes(":") ? `[${told}]` : told}:${port}`;
};
