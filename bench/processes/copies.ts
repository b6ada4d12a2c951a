import { Agent, request } from "node:http";

/** UIDs and container ids are a node's own; images are not. */
const OWN_IDS =
  /(?<=[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-)[0-9a-f]{12}|(?<!sha256:)\b[0-9a-f]{12}(?=[0-9a-f]{52}\b)/g;
const DIGITS = 12;
/** Reports under way at once. */
const AT_ONCE = 8;

/** A node that nobody simulates: whatever the agent of another reports is sent under its name, with ids of its own. */
export interface Copy {
  name: string;
  number: number;
}

/** A report of one node, cut where its copies differ. */
export const cutReport = (body: string, node: string): ((copy: Copy) => string) => {
  const named = body.split(`"node":"${node}"`).map((part) => part.split(OWN_IDS));
  return ({ name, number }) => {
    const digits = number.toString(16).padStart(DIGITS, "0");
    return named.map((part) => part.join(digits)).join(`"node":"${name}"`);
  };
};

/** Sends bodies to an aggregator, a few at a time and in order, each made when its turn has come. */
export const openSender = (aggregator: string): ((make: () => string) => void) => {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const waiting: (() => string)[] = [];
  let underWay = 0;
  let lost = 0;
  const post = (body: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const sent = request(
        `${aggregator}/reports/report.send`,
        { method: "POST", agent, headers: { "content-type": "application/json" } },
        async (answer) => {
          const chunks: Buffer[] = [];
          for await (const chunk of answer) chunks.push(chunk as Buffer);
          const told = Buffer.concat(chunks).toString();
          if (answer.statusCode === 200) resolve(told);
          else reject(new Error(told));
        },
      );
      sent.on("error", reject);
      sent.end(body);
    });
  const work = async (): Promise<void> => {
    underWay += 1;
    for (let make = waiting.shift(); make; make = waiting.shift()) {
      try {
        await post(make());
      } catch (error) {
        // More follow it, or the aggregator has ended.
        if (lost++ === 0) process.stderr.write(`A copy's report was lost: ${String(error)}\n`);
      }
    }
    underWay -= 1;
  };
  return (make: () => string): void => {
    waiting.push(make);
    if (underWay < AT_ONCE) void work();
  };
};
