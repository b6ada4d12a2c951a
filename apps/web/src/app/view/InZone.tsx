import { Fragment, type ReactNode } from "react";
import { browserZone, setZone } from "../../format/zone.ts";
import { useSubject } from "../../live/useLive.ts";
import { chosenZone } from "../choices.ts";
import { useView } from "./useView.ts";

/** The zone in which times are told: as the address says, else as was chosen, else the browser's own. */
export const useShownZone = (): string => {
  const chosen = useSubject(chosenZone);
  return useView().tz ?? chosen ?? browserZone();
};

/** Tells all times within in one zone. Another zone draws everything anew, since much of it keeps the words it made. */
export const InZone = ({ children }: { children: ReactNode }) => {
  const zone = useShownZone();
  setZone(zone);
  return <Fragment key={zone}>{children}</Fragment>;
};
