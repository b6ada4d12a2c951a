import { isIPv4 } from "node:net";

/** What a name is of, and so what its stand-in is called. */
export type Sort =
  | "node"
  | "namespace"
  | "pod"
  | "container"
  | "image"
  | "registry"
  | "volume"
  | "name"
  | "label"
  | "value";

/** The stand-in of each name, the same for the same name throughout. */
export interface StandIns {
  /** Makes one for a name that has none yet. */
  learn(sort: Sort, name: unknown): void;
  /** The stand-in of a name that was learnt. */
  of(name: string): string | undefined;
  /** Those of labels are looked for in labels alone: `true` and `1` are values too. */
  ofLabel(sort: "label" | "value", text: string): string;
  ofAddress(address: string): string;
}

/** Names that every cluster has, and words of messages: they tell nothing, and some are looked for. */
const COMMON: ReadonlySet<string> = new Set(
  "default default-scheduler kube-system kube-public kube-node-lease kubelet runtime pods POD main memory cpu pids ephemeral-storage node pod container volume".split(
    " ",
  ),
);

const FORMS: Readonly<Record<Sort, (count: number) => string>> = {
  node: (count) => `node-${count}`,
  namespace: (count) => `namespace-${count}`,
  pod: (count) => `pod-${count}`,
  container: (count) => `container-${count}`,
  image: (count) => `registry.example/image-${count}:1`,
  registry: (count) => `registry-${count}.example`,
  volume: (count) => `volume-${count}`,
  name: (count) => `name-${count}`,
  label: (count) => `label-${count}`,
  value: (count) => `value-${count}`,
};

function keep(into: Map<string, string>, name: string, make: () => string): string {
  const known = into.get(name);
  if (known !== undefined) return known;
  const made = make();
  into.set(name, made);
  return made;
}

export function createStandIns(): StandIns {
  const names = new Map<string, string>();
  /** Of what is looked for in one place alone, by what it is and its text. */
  const placed = new Map<string, string>();
  const counts = new Map<string, number>();

  const next = (sort: string): number => {
    const count = (counts.get(sort) ?? 0) + 1;
    counts.set(sort, count);
    return count;
  };

  return {
    learn(sort, name) {
      if (typeof name !== "string" || name === "" || COMMON.has(name)) return;
      keep(names, name, () => FORMS[sort](next(sort)));
    },
    of: (name) => names.get(name),
    ofLabel: (sort, text) =>
      text === "" ? text : (names.get(text) ?? keep(placed, `${sort} ${text}`, () => FORMS[sort](next(sort)))),
    ofAddress: (address) =>
      keep(placed, `address ${address}`, () => {
        const count = next("address");
        return isIPv4(address)
          ? `10.${(count >> 16) & 255}.${(count >> 8) & 255}.${count & 255}`
          : `fd00::${count.toString(16)}`;
      }),
  };
}
