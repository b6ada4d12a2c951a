import { isPlain } from "../keepUsed.ts";
import type { Sort, StandIns } from "./standIns.ts";

/** Whose name stands under each key. */
const BY_KEY: Readonly<Record<string, Sort>> = {
  namespace: "namespace",
  claim_namespace: "namespace",
  nodeName: "node",
  image: "image",
  user_specified_image: "image",
  imageID: "image",
  image_id: "image",
  image_ref: "image",
  serviceAccount: "name",
  serviceAccountName: "name",
  secretName: "name",
  claimName: "name",
  claim_name: "name",
  resourceClaimName: "name",
  resourceClaimTemplateName: "name",
  pool: "name",
  pool_name: "name",
  storageClassName: "name",
  volumeHandle: "name",
  volumeID: "name",
  volumePath: "name",
  diskURI: "name",
  diskName: "name",
  pdName: "name",
  iqn: "name",
  server: "name",
  priorityClassName: "name",
  runtimeClassName: "name",
  schedulerName: "name",
  machineID: "name",
  systemUUID: "name",
  bootID: "name",
};

/** Of what a `name` is, by the key of the object or list that it stands in. */
const BY_PLACE: Readonly<Record<string, Sort>> = {
  containers: "container",
  initContainers: "container",
  ephemeralContainers: "container",
  containerStatuses: "container",
  initContainerStatuses: "container",
  ephemeralContainerStatuses: "container",
  pod_resources: "pod",
  podRef: "pod",
  volumes: "volume",
  volume: "volume",
  volumeMounts: "volume",
  ownerReferences: "name",
  imagePullSecrets: "name",
  configMap: "name",
  pvcRef: "name",
  claimRef: "name",
  reservedFor: "pod",
  pool: "name",
};

const LABELS: Readonly<Record<string, Sort>> = {
  "io.kubernetes.pod.name": "pod",
  "io.kubernetes.pod.namespace": "namespace",
  "io.kubernetes.container.name": "container",
  "kubernetes.io/hostname": "node",
};

const IMAGE_NAMES: ReadonlySet<string> = new Set(["repo_tags", "repo_digests", "names"]);
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Finds the names in an answer before any is replaced: a message may speak of what is named further down. */
export function learnNames(value: unknown, standIns: StandIns, place = ""): void {
  if (Array.isArray(value)) {
    for (const item of value) if (IMAGE_NAMES.has(place)) learnImage(item, standIns);
    for (const item of value) learnNames(item, standIns, place);
  }
  if (typeof value === "string" && place === "") learnMetrics(value, standIns);
  if (!isPlain(value)) return;
  for (const [key, item] of Object.entries(value)) {
    const sort = key === "name" ? BY_PLACE[place] : BY_KEY[key];
    if (sort === "image") learnImage(item, standIns);
    else if (sort) standIns.learn(sort, item);
    if (key === "labels" && isPlain(item))
      for (const [label, text] of Object.entries(item)) if (LABELS[label]) standIns.learn(LABELS[label], text);
    learnNames(item, standIns, key);
  }
  learnObject(value, standIns);
}

/** An object of the API is called by its metadata's name; an event names another. */
function learnObject(object: Record<string, unknown>, standIns: StandIns): void {
  const { metadata, spec, status, involvedObject, source } = object;
  if (isPlain(metadata) && isPlain(spec)) standIns.learn(sortOf(spec, status), metadata["name"]);
  if (isPlain(status)) learnAttached(status, standIns);
  if (!isPlain(involvedObject)) return;
  const { kind, name } = involvedObject;
  standIns.learn(kind === "Pod" ? "pod" : kind === "Node" ? "node" : "name", name);
  if (isPlain(source)) standIns.learn("node", source["host"]);
}

function sortOf(spec: Record<string, unknown>, status: unknown): Sort {
  if (isPlain(status) && "nodeInfo" in status) return "node";
  return "containers" in spec ? "pod" : "name";
}

/** What a CSI driver calls a volume that a node has: after the `^` of `kubernetes.io/csi/<driver>^<handle>`. */
function learnAttached({ volumesAttached, volumesInUse }: Record<string, unknown>, standIns: StandIns): void {
  for (const volume of [volumesAttached, volumesInUse].flat()) {
    const name = isPlain(volume) ? volume["name"] : volume;
    if (typeof name === "string") standIns.learn("name", name.split("^", 2)[1]);
  }
}

function learnImage(image: unknown, standIns: StandIns): void {
  if (typeof image !== "string" || DIGEST.test(image)) return;
  standIns.learn("image", image);
  const [registry = "", ...path] = image.split("/");
  if (path.length > 0 && /[.:]/.test(registry)) standIns.learn("registry", registry);
}

function learnMetrics(text: string, standIns: StandIns): void {
  for (const [, label = "", value = ""] of text.matchAll(/\b(namespace|pod|container|node)="([^"]*)"/g))
    standIns.learn(label as Sort, value);
}
