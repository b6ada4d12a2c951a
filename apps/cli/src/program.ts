import { Command, Option } from "commander";
import {
  addressOptions,
  clusterOptions,
  duration,
  logOption,
  moment,
  nodeOptions,
  speed,
  urls,
  wholeNumber,
} from "./options.ts";
import { runLean } from "./runLean.ts";

const withOptions = (command: Command, ...groups: Option[][]): Command => {
  for (const option of groups.flat()) command.addOption(option);
  return command;
};

/** The `bayplan` command. A role's code is loaded only when it is asked for: an agent carries no API client. */
export const program = new Command("bayplan")
  .description("Shows what a Kubernetes node holds, how its containers got there, and who would be evicted next.")
  .version("0.1.0")
  .showHelpAfterError("(bayplan --help tells what there is)");

withOptions(program.command("serve"), addressOptions(), clusterOptions(), nodeOptions(), [logOption()])
  .description("serve the page for the cluster that the kubeconfig or the in-cluster account names")
  .option(
    "--local-node [name]",
    "read this machine's own kubelet and runtime in the same process (default name: the host's)",
  )
  .action(async (options) => (await import("./commands/serve.ts")).serve(options));

withOptions(program.command("agent"), nodeOptions(), [logOption()])
  .description("read one node's sockets and report what changed; listens on nothing")
  .requiredOption("--aggregator <url...>", "where to report; several for several replicas", urls)
  .addOption(new Option("--node <name>", "name of the node (default: the host's)").env("BAYPLAN_NODE"))
  .action(async (options) => {
    runLean();
    await (await import("./commands/agent.ts")).agent(options);
  });

withOptions(program.command("demo"), addressOptions(), [logOption()])
  .description("serve a simulated cluster: nothing else is needed")
  .option("--nodes <number>", "how many nodes (default: the dozen of the story)", wholeNumber)
  .option("--pods <number>", "how many pods a node, together with --nodes", wholeNumber)
  .option("--seed <number>", "the same seed tells the same story", wholeNumber, 1)
  .action(async (options) => (await import("./commands/demo.ts")).demo(options));

withOptions(program.command("replay"), addressOptions(), [logOption()])
  .description("serve a recording, plain or compressed, as the cluster it was taken from")
  .argument("<file>", "the recording")
  .option(
    "--until <moment>",
    "go to this moment at once and stand there (RFC 3339; default: play from the beginning)",
    moment,
  )
  .option("--speed <number>", "how fast it plays", speed, 1)
  .action(async (file, options) => (await import("./commands/replay.ts")).replay(file, options));

withOptions(program.command("record"), clusterOptions(), nodeOptions(), [logOption()])
  .description(
    "write down what nodes answer, to be looked at with `bayplan replay`; interrupt it whenever it is enough",
  )
  .argument("<out>", "the file to write; compressed where its name ends with .gz")
  .option("--node <name...>", "of the cluster's nodes, only these")
  .option("--local-node [name]", "record this machine's own kubelet, runtime and devices (default name: the host's)")
  .option("--demo", "record a simulated cluster", false)
  .option("--seed <number>", "the same seed tells the same story, together with --demo", wholeNumber, 1)
  .option("--for <duration>", "end after so long: 90s, 5m, 1h30m", duration)
  .addOption(new Option("--until-stopped", "end when interrupted (the default)").conflicts("for"))
  .option("--scrub", "replace names, images, labels and addresses by stand-ins", false)
  .option("--force", "replace the file if there is one", false)
  .action(async (out, options) => (await import("./commands/record.ts")).record(out, options));
