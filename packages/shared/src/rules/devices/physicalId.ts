/**
 * The physical device behind an id that a device plugin gives out:
 * - `<id>::<n>`, one replica of a shared device (NVIDIA time-slicing and MPS, HAMi): `<id>`;
 * - `nvidia0/gi0`, `nvidia0/vgpu0`, `nvidia0/gi0/vgpu0` (GKE): `nvidia0`;
 * - `MIG-GPU-<uuid>/<gi>/<ci>` (NVIDIA drivers before 470): `GPU-<uuid>`;
 * - `card0-0` (Intel, shared): `card0`.
 *
 * A `MIG-<uuid>` does not tell its GPU, so it stands for itself unless `parents` names it. Every other id is physical.
 */
export function physicalId(id: string, parents?: ReadonlyMap<string, string>): string {
  const whole = /^(.+)::\d+$/.exec(id)?.[1] ?? id;
  const told = parents?.get(whole);
  if (told !== undefined) return told;
  const oldMig = /^MIG-(GPU-[^/]+)\//.exec(whole)?.[1];
  if (oldMig !== undefined) return oldMig;
  return /^(nvidia\d+)\//.exec(whole)?.[1] ?? /^(card\d+)-\d+$/.exec(whole)?.[1] ?? whole;
}

/** A MIG part whose GPU no source has named. */
export const isPartOfUnknown = (id: string, parents?: ReadonlyMap<string, string>): boolean => {
  const physical = physicalId(id, parents);
  return physical.startsWith("MIG-") && !parents?.has(physical);
};
