import { createAskedAgent } from "./agents.ts";

// Makes the calls named on a socket, as whoever runs it, and prints how they fared.
const [path = "", ...calls] = process.argv.slice(2);
const { agent, ask } = createAskedAgent({ runtimeEndpoint: path, podResourcesEndpoint: path });
const states = [];
for (const call of calls) states.push(await ask(call));
await agent.stop();
process.stdout.write(JSON.stringify(states));
