import { expect, test } from "vitest";
import { frameLink, frameSnippet, shareLink } from "./shareLinks.ts";

const href = "https://bay.example/tools/nodes/web-01?plan=cpu&q=a%26b#main";

const chosen = { zone: null, times: null, theme: null, at: null };

test("a link leads to what is shown, in the zone that was chosen, at the moment of a replay", () => {
  expect(shareLink({ href, ...chosen })).toBe("https://bay.example/tools/nodes/web-01?plan=cpu&q=a%26b");
  const link = new URL(shareLink({ ...chosen, href, zone: "Asia/Kolkata", at: "2026-11-21T10:37:20Z" }));
  expect(Object.fromEntries(link.searchParams)).toEqual({
    plan: "cpu",
    q: "a&b",
    tz: "Asia/Kolkata",
    at: "2026-11-21T10:37:20Z",
  });
});

test("the zone of the address goes before the one that was chosen, its moment after the one that is", () => {
  const link = shareLink({
    ...chosen,
    href: "https://bay.example/?tz=UTC&at=2026-11-21T10:00:00Z",
    zone: "Asia/Tokyo",
    at: "2026-11-21T10:00:02Z",
  });
  expect(new URL(link).search).toBe("?tz=UTC&at=2026-11-21T10%3A00%3A02Z");
});

test("a frame shows one panel, or the whole page without what stands around it", () => {
  const shown = { href, ...chosen };
  expect(new URL(frameLink(shown, "bay-plan")).search).toBe("?plan=cpu&q=a%26b&embed=1&panel=bay-plan");
  expect(new URL(frameLink(shown, null)).search).toBe("?plan=cpu&q=a%26b&embed=1");
});

test("how times are told is in both, a theme that was chosen in the frame alone, unless the address asks for one", () => {
  const shown = { ...chosen, href: "https://bay.example/", times: "absolute" as const, theme: "dark" as const };
  expect(new URL(shareLink(shown)).search).toBe("?times=absolute");
  expect(new URL(frameLink(shown, null)).search).toBe("?times=absolute&embed=1&theme=dark");
  expect(new URL(frameLink({ ...shown, href: "https://bay.example/?theme=light" }, null)).search).toContain(
    "theme=light",
  );
});

test("what stands in the snippet's quotes stays within them", () =>
  expect(frameSnippet('https://a.example/?q="><script>&b=1', 'web"><b>')).toBe(
    '<iframe src="https://a.example/?q=&quot;&gt;&lt;script&gt;&amp;b=1" title="web&quot;&gt;&lt;b&gt;" style="width: 100%; height: 480px; border: 0"></iframe>',
  ));
