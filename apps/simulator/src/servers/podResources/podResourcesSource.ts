import type { AllocatableResourcesResponse, ListPodResourcesResponse } from "@bayplan/protocols/podresources";

/** What stands behind the kubelet's pod resources socket: a simulated node, or a recording. */
export interface PodResourcesSource {
  list(): ListPodResourcesResponse;
  getAllocatableResources(): AllocatableResourcesResponse;
}
