import type { PodDetail } from "@bayplan/api/views";
import { InterfacesPanel } from "../network/InterfacesPanel.tsx";

/** The pod's network interfaces; of one on the node's network, that it has none of its own. */
export const PodNetwork = ({ network: { hostNetwork, interfaces } }: { network: PodDetail["network"] }) => (
  <InterfacesPanel
    interfaces={interfaces}
    absent={
      hostNetwork
        ? null
        : "The kubelet's summary has none of this pod: it has just started, has ended, or the runtime does not measure it."
    }
  >
    {hostNetwork && (
      <p className="soft">
        It is on the node's network and has no interface of its own
        {interfaces === null || interfaces.length === 0
          ? ": the node's Resources tab shows what goes through the node's."
          : ": these are the node's, with the traffic of everything on it."}
      </p>
    )}
  </InterfacesPanel>
);
