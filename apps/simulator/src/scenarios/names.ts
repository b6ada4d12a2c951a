/** Namespace and workload. */
export type WorkloadName = readonly [namespace: string, name: string];

const every = (namespaces: readonly string[], names: readonly string[]): WorkloadName[] =>
  names.flatMap((name) => namespaces.map((namespace): WorkloadName => [namespace, name]));

/** Interleaved, so that neighbours differ: first the first part of each subject, then the second of each. */
const parts = (subjects: readonly WorkloadName[], roles: readonly string[]): WorkloadName[] =>
  roles.flatMap((role) => subjects.map(([namespace, subject]): WorkloadName => [namespace, `${subject}-${role}`]));

const SUBJECTS: readonly WorkloadName[] = [
  ["shop", "cart"],
  ["data", "ingest"],
  ["shop", "payment"],
  ["obs", "alert"],
  ["shop", "shipping"],
  ["data", "geocode"],
  ["shop", "wishlist"],
  ["ci", "lint"],
  ["shop", "refund"],
  ["data", "audit"],
  ["shop", "loyalty"],
  ["obs", "trace"],
  ["shop", "address"],
  ["data", "billing"],
  ["shop", "newsletter"],
  ["ci", "artifact"],
  ["shop", "stock"],
];

const ORDINARY = parts(SUBJECTS, ["api", "worker", "cache", "sync", "gateway", "report", "admin", "queue"]);

const MACHINE_LEARNING = parts(
  [
    ["ml", "dataset"],
    ["ml", "feature"],
    ["ml", "label"],
    ["ml", "eval"],
  ],
  ["cache", "api", "sync", "report"],
);

/** A shop for each customer, with all that belongs to one. */
const TENANTS = every(
  ["alder", "birch", "cedar", "elm", "fir", "hazel", "juniper", "larch", "maple", "oak", "pine", "rowan"].map(
    (tenant) => `shop-${tenant}`,
  ),
  ["storefront", "api", "worker", "cache", "search", "mailer", "images", "cron", "export"],
);

/** Names for the plain workloads of each node in turn: no two are the same until all were given. */
export function createNames(): (pool: string) => WorkloadName {
  const lists: Record<string, readonly WorkloadName[]> = { gpu: MACHINE_LEARNING, tenants: TENANTS };
  const given = new Map<readonly WorkloadName[], number>();
  return (pool) => {
    const list = lists[pool] ?? ORDINARY;
    const count = given.get(list) ?? 0;
    given.set(list, count + 1);
    const [namespace, name] = list[count % list.length] ?? ["default", "app"];
    const round = Math.floor(count / list.length);
    return [namespace, round === 0 ? name : `${name}-${round + 1}`];
  };
}
