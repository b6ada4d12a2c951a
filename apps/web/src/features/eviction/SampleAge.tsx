import type { Time } from "@bayplan/shared";
import { Age } from "../../ui/Age.tsx";
import { Status } from "../../ui/Status.tsx";

/** From which sample something was worked out; dashed once it is no longer of the present. */
export const SampleAge = ({ at, live }: { at: Time | null; live: boolean }) =>
  at && (
    <Status
      tone={live ? "quiet" : "warn"}
      symbol={live ? "dot" : "dashed"}
      title="The kubelet's own sample, GET /stats/summary"
    >
      {live ? "sample " : "last sample, "}
      <Age at={at} suffix=" old" />
    </Status>
  );
