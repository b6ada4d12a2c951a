import { mkdtemp, readdir, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SocketFolder {
  path: string;
  remove(): Promise<void>;
}

/** A unix socket's path may have 107 bytes. */
const LONGEST_PATH = 107;
const PREFIX = "bayplan-sockets-";

/** A new folder for unix sockets. Those that a process left behind when it was killed are removed first. */
export async function makeSocketFolder(): Promise<SocketFolder> {
  await removeAbandoned(tmpdir());
  const path = await mkdtemp(join(tmpdir(), PREFIX));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** The path of a socket in that folder; throws where it would be too long. */
export function socketPath(folder: string, name: string): string {
  const path = join(folder, name);
  if (Buffer.byteLength(path) > LONGEST_PATH)
    throw new Error(
      `The folder for the sockets has too long a path (${folder}): a socket's may have ${LONGEST_PATH} bytes.`,
    );
  return path;
}

async function removeAbandoned(parent: string): Promise<void> {
  const folders = (await readdir(parent)).filter((name) => name.startsWith(PREFIX));
  await Promise.all(
    folders.map(async (name) => {
      const folder = join(parent, name);
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
      const socket = entries.find((entry) => entry.isSocket())?.name;
      // An empty one may be that of a process which is about to open its sockets.
      if (socket !== undefined && (await isRefused(join(folder, socket))))
        await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    }),
  );
}

/** Nobody listens there: the process that did is gone. */
const isRefused = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve(false);
    });
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code === "ECONNREFUSED"));
  });
