import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isCi } from "../../../scripts/config.ts";

export interface Certificate {
  certificate: string;
  key: string;
}

/** A certificate that signs itself, made out to 127.0.0.1; null where there is no openssl, which CI must have. */
export function createCertificate(): Certificate | null {
  const folder = mkdtempSync(join(tmpdir(), "bayplan-tls-"));
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const name = ["-subj", "/CN=kubelet", "-addext", "subjectAltName=IP:127.0.0.1"];
  const made = spawnSync("openssl", ["req", "-x509", ...kind, ...name, "-keyout", key, "-out", certificate]);
  try {
    if (made.status === 0) return { certificate: readFileSync(certificate, "utf8"), key: readFileSync(key, "utf8") };
    if (isCi()) throw new Error(`openssl could not make a certificate: ${String(made.error ?? made.stderr)}`);
    process.stderr.write("\nSKIPPED: the tests of TLS, for want of openssl.\n\n");
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
