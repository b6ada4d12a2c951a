import type { NodeHeader, PodDetail } from "@bayplan/api/views";
import { useFeed, useLive } from "../../live/useLive.ts";
import { Notice } from "../../ui/Notice.tsx";
import { lookOf, pictureOf } from "../sources/sourceState.ts";

/** Where what is shown of the pod may not be of the present: why. */
export const StaleNotice = ({ header }: { header: NodeHeader | null }) => {
  const picture = header && pictureOf(header.row);
  if (!picture || picture.state === "live") return null;
  const stale = picture.state === "stale";
  return (
    <Notice
      tone="warn"
      symbol={lookOf(stale ? "stale" : "unreachable").symbol}
      title={stale ? "What is shown here is not of the present." : "What this pod uses is not known."}
    >
      {picture.why}
    </Notice>
  );
};

/** What the kubelet says of the pod, unless its eviction is told already, and how its resize stands. */
export const PodNotices = ({ detail: { pod, resize } }: { detail: PodDetail }) => {
  const { feeds } = useLive();
  const evictions = useFeed(feeds.evictions);
  const told = [...evictions.rows.values()].some(({ uid }) => uid === pod.uid);
  return (
    <>
      {pod.message && !told && (
        <Notice tone="warn" symbol="triangle" title={pod.reason ?? "The kubelet says"}>
          {pod.message}
        </Notice>
      )}
      {resize.state !== "none" && (
        <Notice tone="warn" symbol="wait" title={`Its resize is ${resize.state}.`}>
          {resize.message}
        </Notice>
      )}
    </>
  );
};
