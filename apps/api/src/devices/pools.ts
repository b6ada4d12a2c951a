import { devicePools, type DevicePool } from "@bayplan/shared";
import type { ClaimBook } from "../cluster/claimBook.ts";
import { rowOf } from "../feeds/rows.ts";
import type { Picture } from "../nodes/picture.ts";
import type { DevicePoolView } from "../views/device.ts";

/** What drivers of dynamic resource allocation offer on the node, and who has it. */
export const poolViews = (
  node: string,
  { sockets, pods }: Picture,
  claims: Pick<ClaimBook, "slicesOf" | "claimsOf">,
): DevicePoolView[] =>
  devicePools({
    node,
    slices: claims.slicesOf(node),
    claims: claims.claimsOf(node),
    allocations: sockets?.all("allocation") ?? [],
    pods,
  }).map((pool: DevicePool) => rowOf("pool", `pool/${pool.driver}/${pool.pool}`, pool));
