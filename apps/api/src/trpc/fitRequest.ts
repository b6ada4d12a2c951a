import { parseQuantity } from "@bayplan/shared";
import * as z from "zod/mini";

const MOST = 50;

const isQuantity = (text: string): boolean => {
  try {
    return parseQuantity(text) >= 0n;
  } catch {
    return false;
  }
};

const quantity = z.string().check(
  z.refine(isQuantity, {
    error: ({ input }) => `"${String(input)}" is no quantity of Kubernetes: write 500m, 2 or 1.5Gi.`,
  }),
);

/** What a pod would ask for: requests by resource, as Kubernetes writes quantities. */
export const fitRequest = z.object({
  requests: z.record(z.string().check(z.minLength(1)), quantity).check(
    z.refine((requests) => Object.keys(requests).length <= MOST, {
      error: `At most ${MOST} resources can be asked for.`,
    }),
  ),
  nodeSelector: z.optional(z.record(z.string(), z.string())),
  tolerations: z.optional(
    z
      .array(
        z.object({
          key: z.optional(z.string()),
          operator: z.optional(z.enum(["Exists", "Equal", "Lt", "Gt"])),
          value: z.optional(z.string()),
          effect: z.optional(z.string()),
        }),
      )
      .check(z.maxLength(MOST)),
  ),
});
export type FitInput = z.infer<typeof fitRequest>;
