import type { FindingView } from "@bayplan/api/views";
import type { SymbolName, Tone } from "../../ui/Symbol.tsx";

/** How a finding of each severity looks. */
export const FINDING_LOOKS: Record<FindingView["severity"], { tone: Tone; symbol: SymbolName }> = {
  critical: { tone: "danger", symbol: "triangle" },
  warning: { tone: "warn", symbol: "triangle" },
  info: { tone: "quiet", symbol: "dot" },
};

const ABBREVIATIONS = new Map([
  ["Numa", "NUMA"],
  ["Cpu", "CPU"],
  ["Cpus", "CPUs"],
]);

/** `DeviceHeldTwice` as `Device held twice`; capitals that belong together stay so. */
export const ruleWords = (rule: string): string => {
  const words = rule.split(/(?<=[a-z])(?=[A-Z])/);
  return words
    .map(
      (word, index) => ABBREVIATIONS.get(word) ?? (index === 0 || /^[A-Z]{2}/.test(word) ? word : word.toLowerCase()),
    )
    .join(" ");
};
