interface Key {
  /** Each does the same; two that are pressed one after the other have a space between them. */
  keys: readonly string[];
  does: string;
}

/** Every key there is, by where it works. */
export const KEYS: readonly { where: string; keys: readonly Key[] }[] = [
  {
    where: "Everywhere",
    keys: [
      { keys: ["⌘ K", "Ctrl K", "/"], does: "find a node, its tabs, a pod, device or page" },
      { keys: ["G F", "G D", "G E", "G P"], does: "go to the fleet, devices, evictions, where a pod would fit" },
      { keys: ["P"], does: "pause what moves, and let it go on" },
      { keys: ["I"], does: "moments, exact amounts and whole ids of what has the focus, or of all in sight" },
      { keys: ["S"], does: "copy a link to what is shown" },
      { keys: ["?"], does: "this list" },
      { keys: ["Tab"], does: "to the next thing, Shift Tab back" },
      { keys: ["Esc"], does: "close what is open" },
    ],
  },
  {
    where: "On a node",
    keys: [
      { keys: ["1", "…", "9"], does: "choose a tab, from the left" },
      { keys: ["[", "]"], does: "to the node before and after it in the fleet’s order" },
      { keys: ["←", "→", "Home", "End"], does: "among the tabs: to the one beside, the first, the last" },
      { keys: ["←", "→", "↑", "↓"], does: "in a bay plan: to the cell beside" },
    ],
  },
  {
    where: "In tables",
    keys: [
      { keys: ["↑", "↓"], does: "from row to row" },
      { keys: ["Page up", "Page down"], does: "by as many rows as are in sight" },
      { keys: ["Home", "End"], does: "to the first and the last row" },
    ],
  },
  {
    where: "In the cgroup tree",
    keys: [
      { keys: ["→", "←"], does: "open a row or go into it, close it or go out" },
      { keys: ["Space"], does: "open or close a row" },
      { keys: ["Enter"], does: "to the pod of a row; open or close any other" },
      { keys: ["↑", "↓", "Page up", "Page down", "Home", "End"], does: "through the rows, as in a table" },
    ],
  },
  {
    where: "In the lanes",
    keys: [
      { keys: ["←", "→"], does: "earlier, later" },
      { keys: ["Page up", "Page down"], does: "earlier, later by a whole stretch" },
      { keys: ["+", "−"], does: "shorter, longer (or Ctrl and the wheel)" },
      { keys: ["End"], does: "back to now" },
      { keys: ["↑", "↓"], does: "through the lanes" },
      { keys: ["T"], does: "the table behind them, and back" },
    ],
  },
];
