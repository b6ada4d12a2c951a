import type { AppRouter } from "@bayplan/api/router";
import { createTRPCContext } from "@trpc/tanstack-react-query";

const context = createTRPCContext<AppRouter>();

/** What is asked once, not followed: answers are kept by TanStack Query. */
export const ApiProvider = context.TRPCProvider;
export const useApi = context.useTRPC;
