export * from "./cpuAssignments.ts";
export * from "./cpuList.ts";
export * from "./memoryBlocks.ts";
export * from "./numaOfCpus.ts";
export * from "./pressureStall.ts";
export * from "./swap.ts";
export * from "./throttling.ts";
