import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const pages = ["README.md", "CONTRIBUTING.md", "docs/architecture.md"];

test.each(pages)("%s names only paths that exist", (page) => {
  const text = readFileSync(join(root, page), "utf8");
  const folders = [...text.matchAll(/`((?:apps|packages|docs|deploy|e2e|bench|scripts)\/[\w./-]*)/g)].map((match) =>
    join(root, match[1] ?? ""),
  );
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => join(root, page, "..", match[1] ?? ""));
  expect([...folders, ...links].filter((path) => !existsSync(path))).toEqual([]);
  expect(folders.length + links.length).toBeGreaterThan(0);
});
