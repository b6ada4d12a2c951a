import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Debian's containerd of two ages: the newest suite's, and 1.6, which lacks calls that Bayplan makes. */
export const CONTAINERD_KINDS = ["newest", "1.6"] as const;
export type ContainerdKind = (typeof CONTAINERD_KINDS)[number];

/** The real programs that tests run Bayplan against, unpacked and not installed. */
export interface RealParts {
  /** Folder of `containerd`, `containerd-shim-runc-v2` and `ctr`. */
  containerd: Readonly<Record<ContainerdKind, string>>;
  runc: string;
  /** A static busybox, to make images of. */
  busybox: string;
}

/** The parts, or in words what is missing and what to do about it. */
export type RealPartsResult = { parts: RealParts } | { missing: string };

const SUITES = { newest: "sid", stable: "bookworm" } as const;
const PACKAGES = [
  { name: "containerd", suite: "newest", folder: "containerd-newest", file: "usr/bin/containerd" },
  { name: "containerd", suite: "stable", folder: "containerd-1.6", file: "usr/bin/containerd" },
  { name: "runc", suite: "stable", folder: "runc", file: "usr/sbin/runc" },
  { name: "busybox-static", suite: "stable", folder: "busybox", file: "bin/busybox" },
] as const;

const cache = join(import.meta.dirname, "../node_modules/.cache/bayplan/real-parts");

/**
 * Fetches the real parts by the machine's own apt configuration, the first time; later they are taken from
 * `node_modules/.cache`. Running containers needs root on Linux, fetching them Debian's apt.
 */
export function realParts(): RealPartsResult {
  if (process.platform !== "linux" || process.getuid?.() !== 0) {
    return { missing: "Containers can be run only by root on Linux: run the tests as root on Debian." };
  }
  const wanted = PACKAGES.filter(({ folder, file }) => !existsSync(join(cache, folder, file)));
  if (wanted.length > 0) {
    const failure = fetchPackages(wanted);
    if (failure) return { missing: failure };
  }
  const [newest, old, runc, busybox] = PACKAGES.map(({ folder, file }) => join(cache, folder, file));
  return {
    parts: {
      containerd: { newest: dirname(newest ?? ""), "1.6": dirname(old ?? "") },
      runc: runc ?? "",
      busybox: busybox ?? "",
    },
  };
}

/** Null, or why it failed. */
function fetchPackages(wanted: readonly (typeof PACKAGES)[number][]): string | null {
  if (!existsSync("/etc/debian_version"))
    return "The tests' containerd, runc and busybox come as Debian packages, and this is no Debian.";
  const mirror = debianMirror();
  if (!mirror) return "apt is configured with no Debian mirror to fetch containerd, runc and busybox-static from.";
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, "fetch-"));
  try {
    for (const suite of new Set(wanted.map((part) => part.suite))) {
      const apt = createApt(join(work, suite), mirror, SUITES[suite]);
      const updated = apt("update", "-qq");
      if (updated) return `The package lists of Debian ${SUITES[suite]} could not be fetched: ${updated}`;
      for (const part of wanted.filter((one) => one.suite === suite)) {
        const failure = unpack(apt, join(work, part.folder), part);
        if (failure) return failure;
      }
    }
    return null;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Runs apt-get with lists and settings of its own, so that nothing of the machine changes; null or what it said. */
type Apt = (...args: string[]) => string | null;

function createApt(folder: string, mirror: string, suite: string): Apt {
  mkdirSync(join(folder, "lists/partial"), { recursive: true });
  mkdirSync(join(folder, "cache/archives/partial"), { recursive: true });
  const list = join(folder, "sources.list");
  writeFileSync(list, `deb ${mirror} ${suite} main\n`);
  const settings = [
    `Dir::Etc::sourcelist=${list}`,
    "Dir::Etc::sourceparts=-",
    `Dir::State::Lists=${join(folder, "lists")}`,
    `Dir::Cache=${join(folder, "cache")}`,
    "APT::Sandbox::User=root",
    "Acquire::Languages=none",
    "Acquire::Retries=3",
  ];
  return (...args) => run("apt-get", [...settings.map((setting) => `-o${setting}`), ...args], folder);
}

function unpack(apt: Apt, folder: string, { name, folder: place }: (typeof PACKAGES)[number]): string | null {
  mkdirSync(folder, { recursive: true });
  const fetched = apt("download", "-qq", name);
  if (fetched) return `Debian's package ${name} could not be fetched: ${fetched}`;
  const downloads = dirname(folder);
  const file = findDeb(downloads, name);
  if (!file) return `Debian's package ${name} was fetched and is not there.`;
  const unpacked = run("dpkg", ["-x", file, folder], folder);
  if (unpacked) return `Debian's package ${name} could not be unpacked: ${unpacked}`;
  rmSync(file);
  // Another test process may have been faster: its result is as good.
  if (!existsSync(join(cache, place))) renameSync(folder, join(cache, place));
  return null;
}

const findDeb = (folder: string, name: string): string | undefined =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => join(folder, file))
    .find((file) => file.includes(`/${name}_`) && file.endsWith(".deb"));

function debianMirror(): string | undefined {
  const { stdout } = spawnSync(
    "apt-get",
    ["indextargets", "--format", "$(REPO_URI) $(COMPONENT)", "Created-By: Packages"],
    {
      encoding: "utf8",
    },
  );
  return /^(\S+\/debian\/?) main$/m.exec(stdout ?? "")?.[1];
}

function run(command: string, args: readonly string[], folder: string): string | null {
  const { status, stderr, error } = spawnSync(command, args, { cwd: folder, encoding: "utf8" });
  if (status === 0) return null;
  return (error?.message ?? stderr.trim().split("\n").slice(-2).join(" ")) || `${command} ended with ${status}`;
}
