/** The container runtime's read-only calls: clients to ask with, service definitions to answer with, and the messages. */
export * from "./gen/runtime/v1/runtime.ts";
