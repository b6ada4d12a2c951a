/** A pod that was found by its name, and where. */
export interface FoundPod {
  namespace: string;
  name: string;
  uid: string;
  node: string;
}

/** What a search for a pod found among the pods that are known. */
export interface FoundPods {
  /** The first of them, those of exactly that name before the others, by namespace and name. */
  pods: FoundPod[];
  /** How many there are in all. */
  matching: number;
  /** Nodes whose pods no source has told: it may be on one of them. */
  nodesUnknown: number;
}
