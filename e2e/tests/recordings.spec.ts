import { startBayplan } from "../fixtures/bayplan.ts";
import { recording } from "../fixtures/recording.ts";
import { expect, test } from "../fixtures/test.ts";

test.use({ viewport: { width: 1440, height: 3_600 } });

/** What the pages of a recorded moment say. */
const SAYS = [
  [
    "steady",
    "2026-11-21T10:36:40Z",
    {
      "/nodes/node-a?tab=devices": [
        /0\s*train\s*GPU-a1b2c3d0/,
        /3\s*infer\s*GPU-a1b2c3d3/,
        /CPUs of their own[\s\S]*1[\s\S]*api-guaranteed/,
      ],
      "/pods/ml/hungry": [/UnexpectedAdmissionError/, /Requested: 8, Available: 0/],
    },
  ],
  [
    "steady",
    "2026-11-21T10:38:40Z",
    {
      "/pods/team-a/web-burstable": [/102 MiB used · 56 MiB asked/, /ResizeCompleted/],
      "/pods/team-a/oomer": [/OOM killed/],
    },
  ],
  [
    "eviction",
    "2026-11-21T08:40:00Z",
    { "/evictions": [/Evicted\s*7/, /Bayplan had 6 of 6 first/, /spiller[\s\S]*own limit/] },
  ],
] as const;

for (const [tape, until, pages] of SAYS) {
  test(`${tape} at ${until.slice(11, 19)}: what the pages say`, async ({ page }) => {
    const replay = await startBayplan("replay", recording(tape), "--until", until);
    for (const [path, words] of Object.entries<readonly RegExp[]>(pages)) {
      await page.goto(`${replay.url}${path}`);
      for (const said of words) await expect(page.getByRole("main"), path).toContainText(said);
    }
    await replay.stop();
  });
}
