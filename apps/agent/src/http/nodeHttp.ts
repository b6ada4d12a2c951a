/**
 * Node's HTTP client, loaded so that its lazy parts stay unloaded: an import reads every export of `node:http`, among
 * them the WebSocket, and that costs 10 MiB of memory.
 */
export const http = process.getBuiltinModule("node:http");
export const https = process.getBuiltinModule("node:https");
