import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { walk } from "../../features/fleet/walk.ts";
import { bringTabsIntoSight } from "../../features/node/tabsInSight.ts";
import { readNodeSearch, TABS } from "../../features/node/nodeSearch.ts";
import { elapsed } from "../../live/elapsed.ts";
import { useLive } from "../../live/useLive.ts";
import { isPlainKey } from "../../ui/plainKey.ts";
import { detailsOf } from "../details/shown.ts";
import { createShortcuts, type Shortcut } from "./shortcut.ts";

const showTabs = (): void => {
  const tabs = document.querySelector("main [role=tablist]");
  if (tabs) bringTabsIntoSight(tabs);
};

/** Keys that work wherever on the page they are pressed, unless something typed into has the focus. */
export const useShortcuts = (enabled: boolean): void => {
  const router = useRouter();
  const { feeds, paused } = useLive();
  useEffect(() => {
    if (!enabled) return;
    const read = createShortcuts();
    const nodeShown = (): string | null => {
      const match = router.state.matches.at(-1);
      return match?.routeId === "/nodes/$name" ? match.params.name : null;
    };
    const toTab = async (node: string, place: number): Promise<void> => {
      const tab = TABS[place];
      if (tab === undefined) return;
      await router.navigate({
        to: "/nodes/$name",
        params: { name: node },
        search: (before) => readNodeSearch({ ...before, tab }),
        resetScroll: false,
      });
      requestAnimationFrame(showTabs);
    };
    const toNode = async (from: string, step: 1 | -1): Promise<void> => {
      const name = await walk(feeds.nodes, from, step);
      if (name === null || nodeShown() !== from) return;
      // What is looked at stays the same: the tab, the plan's measure.
      await router.navigate({ to: "/nodes/$name", params: { name }, search: true, resetScroll: false });
    };
    const follow = (shortcut: Shortcut): boolean => {
      const node = nodeShown();
      switch (shortcut.do) {
        case "page":
          void router.navigate({ to: shortcut.to });
          return true;
        case "tab":
          if (node !== null) void toTab(node, shortcut.place);
          return node !== null;
        case "node":
          if (node !== null) void toNode(node, shortcut.step);
          return node !== null;
        case "pause":
          paused.set(!paused.get());
          return true;
        case "details":
          detailsOf.set({ within: document.activeElement });
          return true;
      }
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isPlainKey(event) || document.querySelector("dialog[open]")) return;
      const shortcut = read(event.key, elapsed());
      if (shortcut && follow(shortcut)) event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [enabled, router, feeds, paused]);
};
