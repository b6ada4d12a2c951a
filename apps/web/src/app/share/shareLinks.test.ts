import { expect, test } from "vitest";
import { frameLink, frameSnippet, shareLink } from "./shareLinks.ts";

const href = "https://bay.example/tools/nodes/web-01?plan=cpu&q=a%26b#main";

test("a link leads to what is shown, in the zone that was chosen, at the moment of a replay", () => {
  expect(shareLink({ href, zone: null, at: null })).toBe("https://bay.example/tools/nodes/web-01?plan=cpu&q=a%26b");
  const link = new URL(shareLink({ href, zone: "Asia/Kolkata", at: "2026-11-21T10:37:20Z" }));
  expect(Object.fromEntries(link.searchParams)).toEqual({
    plan: "cpu",
    q: "a&b",
    tz: "Asia/Kolkata",
    at: "2026-11-21T10:37:20Z",
  });
});

test("the zone of the address goes before the one that was chosen, its moment after the one that is", () => {
  const link = shareLink({
    href: "https://bay.example/?tz=UTC&at=2026-11-21T10:00:00Z",
    zone: "Asia/Tokyo",
    at: "2026-11-21T10:00:02Z",
  });
  expect(new URL(link).search).toBe("?tz=UTC&at=2026-11-21T10%3A00%3A02Z");
});

test("a frame shows one panel, or the whole page without what stands around it", () => {
  const shown = { href, zone: null, at: null };
  expect(new URL(frameLink(shown, "bay-plan")).search).toBe("?plan=cpu&q=a%26b&embed=1&panel=bay-plan");
  expect(new URL(frameLink(shown, null)).search).toBe("?plan=cpu&q=a%26b&embed=1");
});

test("what stands in the snippet's quotes stays within them", () =>
  expect(frameSnippet('https://a.example/?q="><script>&b=1', 'web"><b>')).toBe(
    '<iframe src="https://a.example/?q=&quot;&gt;&lt;script&gt;&amp;b=1" title="web&quot;&gt;&lt;b&gt;" style="width: 100%; height: 480px; border: 0"></iframe>',
  ));
