import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { ContainerdKind, RealParts } from "../../../scripts/realParts.ts";
import { searchPath } from "../../../scripts/config.ts";
import { writeBusyboxImage } from "./image.ts";

export const BUSYBOX_IMAGE = "docker.io/lab/busybox:1";
const PAUSE_IMAGE = "docker.io/lab/pause:1";

/** A containerd of its own: root, state and socket lie in a temporary folder that goes with it. */
export interface RealContainerd {
  socket: string;
  /** Kills it as a crash would; what it ran stays. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** What it logged last, for the message of a failed test. */
  lastWords(): string;
}

export async function startContainerd(kind: ContainerdKind, parts: RealParts): Promise<RealContainerd> {
  const folder = mkdtempSync(join(tmpdir(), "bayplan-ctrd-"));
  const bin = parts.containerd[kind];
  const socket = join(folder, "c.sock");
  const config = join(folder, "config.toml");
  const logFile = join(folder, "log");
  mkdirSync(join(folder, "cni"));
  writeFileSync(config, kind === "newest" ? configOfNewest(folder, socket, parts) : configOf16(folder, socket, parts));
  let process_: ChildProcess | null = null;

  const environment = { PATH: `${bin}:${searchPath()}` };
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    if (!process_) return;
    const ended = once(process_, "exit");
    process_.kill(signal);
    await ended;
    process_ = null;
  };
  const lastWords = () => readFileSync(logFile, "utf8").split("\n").slice(-15).join("\n");

  const start = async (): Promise<void> => {
    const child = spawn(join(bin, "containerd"), ["--config", config], {
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const log = createWriteStream(logFile, { flags: "a" });
    child.stdout.pipe(log);
    child.stderr.pipe(log);
    process_ = child;
    for (let tries = 0; !(await accepts(socket)); tries += 1) {
      if (child.exitCode !== null || tries > 300) throw new Error(`containerd did not start:\n${lastWords()}`);
      await wait(50);
    }
  };

  const stop = async (): Promise<void> => {
    await kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  };

  const importImage = (name: string, command: string[]): void => {
    const file = join(folder, "image.tar");
    writeBusyboxImage({ busybox: parts.busybox, name, command, file });
    // Without --local ctr 2 leaves the unpacking to a service that knows overlayfs alone.
    const local = kind === "newest" ? ["--local"] : [];
    const imported = spawnSync(
      join(bin, "ctr"),
      ["-a", socket, "-n", "k8s.io", "images", "import", ...local, "--snapshotter", "native", file],
      { encoding: "utf8" },
    );
    if (imported.status !== 0) throw new Error(`${name} could not be imported: ${imported.stderr}`);
  };

  try {
    await start();
    importImage(BUSYBOX_IMAGE, ["sh"]);
    importImage(PAUSE_IMAGE, ["sleep", "2147483647"]);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    socket,
    kill: () => kill("SIGKILL"),
    start,
    stop,
    lastWords,
  };
}

const accepts = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });

// The native snapshotter works on any file system, and a test's machine may not raise its own oom_score_adj.
const common = (folder: string, socket: string) => `
root = "${folder}/root"
state = "${folder}/state"
[grpc]
  address = "${socket}"
[ttrpc]
  address = "${socket}.ttrpc"
`;

const configOf16 = (folder: string, socket: string, { runc }: RealParts): string => `version = 2
${common(folder, socket)}
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${PAUSE_IMAGE}"
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    conf_dir = "${folder}/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "native"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
        BinaryName = "${runc}"
`;

const configOfNewest = (folder: string, socket: string, { runc }: RealParts): string => `version = 3
${common(folder, socket)}
[plugins.'io.containerd.cri.v1.images']
  snapshotter = "native"
  [plugins.'io.containerd.cri.v1.images'.pinned_images]
    sandbox = "${PAUSE_IMAGE}"
[plugins.'io.containerd.cri.v1.runtime']
  restrict_oom_score_adj = true
  [plugins.'io.containerd.cri.v1.runtime'.cni]
    conf_dir = "${folder}/cni"
  [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
      BinaryName = "${runc}"
`;
