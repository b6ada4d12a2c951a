import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { PodSpec, QosClass } from "../src/model/pod.ts";

/** Pod specs with the class that a real API server gave them. */
export const readQosSpecs = (): { spec: PodSpec; qosClass: QosClass }[] =>
  gunzipSync(readFileSync(new URL("../../../recordings/qos.jsonl.gz", import.meta.url)))
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { spec: PodSpec; qosClass: QosClass });
