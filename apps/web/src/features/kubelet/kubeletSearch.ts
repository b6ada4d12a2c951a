/** Which settings the address asks for. */
export interface KubeletSearch {
  /** Words that must be in a setting's name or value. */
  setting?: string;
  /** Only those that are not the default. */
  differs?: "only";
}

export const readKubeletSearch = (given: Record<string, unknown>): KubeletSearch => ({
  ...(typeof given.setting === "string" && given.setting !== "" && { setting: given.setting }),
  ...(given.differs === "only" && { differs: "only" as const }),
});
