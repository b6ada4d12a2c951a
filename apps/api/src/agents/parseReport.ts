import { REPORT_VERSION, report, type Report } from "@bayplan/shared/report";
import { TRPCError } from "@trpc/server";
import * as z from "zod/mini";
import { conformsTo } from "./conform.ts";
import { createOneText } from "./oneText.ts";

// zod/mini has no words of its own for what is wrong; a refusal without them would help nobody.
z.config(z.locales.en());

const versions = z.object({ version: z.unknown(), agentVersion: z.optional(z.string()), node: z.optional(z.string()) });

/** Almost every report is as it should be: then it is taken as it came, without a copy. */
const conforms = conformsTo(report, createOneText());

/** How many faults of one report are named. */
const NAMED_FAULTS = 5;

/** Checks what an agent sent. The version comes first: another version's report would only look malformed. */
export const parseReport = (input: unknown): Report => {
  const told = versions.safeParse(input);
  if (told.success && told.data.version !== undefined && told.data.version !== REPORT_VERSION) {
    const who = told.data.agentVersion ? `agent ${told.data.agentVersion}` : "the agent";
    throw new TRPCError({
      code: "PRECONDITION_FAILED",
      message: `This aggregator takes reports of version ${REPORT_VERSION}, ${who} sends version ${String(told.data.version)}: run the same release of Bayplan on both sides.`,
    });
  }
  if (conforms(input)) return input as Report;
  const parsed = report.safeParse(input);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues
    .slice(0, NAMED_FAULTS)
    .map((issue) => `${issue.path.join(".") || "report"}: ${issue.message}`);
  const more = parsed.error.issues.length - faults.length;
  throw new TRPCError({
    code: "BAD_REQUEST",
    message: `The report is malformed: ${faults.join("; ")}${more > 0 ? `; and ${more} more` : ""}.`,
  });
};
