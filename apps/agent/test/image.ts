import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

interface Member {
  name: string;
  data: Buffer;
  mode?: number;
}

/** Writes an image whose only file is a static busybox, in the form that `ctr images import` takes. */
export function writeBusyboxImage({
  busybox,
  name,
  command,
  file,
}: {
  busybox: string;
  name: string;
  command: string[];
  file: string;
}): void {
  const layer = tar([{ name: "bin/busybox", data: readFileSync(busybox), mode: 0o755 }]);
  const digest = createHash("sha256").update(layer).digest("hex");
  const config = Buffer.from(
    JSON.stringify({
      architecture: process.arch === "x64" ? "amd64" : process.arch,
      os: "linux",
      config: { Entrypoint: ["/bin/busybox", ...command] },
      rootfs: { type: "layers", diff_ids: [`sha256:${digest}`] },
    }),
  );
  const configName = `${createHash("sha256").update(config).digest("hex")}.json`;
  const layerName = `${digest}/layer.tar`;
  const manifest = Buffer.from(JSON.stringify([{ Config: configName, RepoTags: [name], Layers: [layerName] }]));
  writeFileSync(
    file,
    tar([
      { name: configName, data: config },
      { name: layerName, data: layer },
      { name: "manifest.json", data: manifest },
    ]),
  );
}

const BLOCK = 512;

function tar(members: readonly Member[]): Buffer {
  const blocks = members.flatMap(({ name, data, mode = 0o644 }) => [
    header(name, data.length, mode),
    data,
    Buffer.alloc((BLOCK - (data.length % BLOCK)) % BLOCK),
  ]);
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

/** A ustar header of an ordinary file. */
function header(name: string, size: number, mode: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, width: number) => `${value.toString(8).padStart(width - 1, "0")}\0`;
  block.write(name, 0);
  block.write(octal(mode, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(size, 12), 124);
  block.write(octal(0, 12), 136);
  block.write(" ".repeat(8), 148);
  block.write("0", 156);
  block.write("ustar\x0000", 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}
