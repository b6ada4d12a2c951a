import type { ContainerView } from "@bayplan/api/views";

/** What is said of probes: those that fail now and then; nothing while all succeed. Counts are since the kubelet started. */
export const probeWords = (probes: ContainerView["probes"]): { words: string; title: string } | null => {
  const failing = probes.filter(({ failed }) => failed > 0);
  if (failing.length === 0) return null;
  const title = probes
    .map(
      ({ probe, successful, failed }) =>
        `${probe} probe: ${successful} successful, ${failed} failed since the kubelet started`,
    )
    .join("\n");
  const words = failing
    .map(({ probe, successful, failed }) => `${probe.toLowerCase()} probe failed ${failed} of ${failed + successful}`)
    .join(", ");
  return { words, title };
};
