import { Fragment, type ReactNode } from "react";
import { setTimes, type Times } from "../../format/telling.ts";
import { browserZone, setZone } from "../../format/zone.ts";
import { useSubject } from "../../live/useLive.ts";
import { chosenTimes, chosenZone } from "../choices.ts";
import { useView } from "./useView.ts";

/** The zone in which times are told: as the address says, else as was chosen, else the browser's own. */
export const useShownZone = (): string => {
  const chosen = useSubject(chosenZone);
  return useView().tz ?? chosen ?? browserZone();
};

/** How times are told: as the address says, else as was chosen. */
export const useShownTimes = (): Times => {
  const chosen = useSubject(chosenTimes);
  return useView().times ?? chosen ?? "relative";
};

/**
 * Tells all times within in one zone and in one way. Another one draws everything anew, since much of it keeps the
 * words it made.
 */
export const InZone = ({ children }: { children: ReactNode }) => {
  const zone = useShownZone();
  const times = useShownTimes();
  setZone(zone);
  setTimes(times);
  return <Fragment key={`${zone} ${times}`}>{children}</Fragment>;
};
