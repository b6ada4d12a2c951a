/** A PersistentVolume, as far as it joins what a node has attached to the pod that uses it. */
export interface PersistentVolume {
  name: string;
  /** What a node's status calls it once it is attached, `kubernetes.io/csi/<driver>^<handle>`. */
  attachedAs: string;
  /** `<namespace>/<name>` of the claim that has it or had it; null: it was never bound. */
  claim: string | null;
}
