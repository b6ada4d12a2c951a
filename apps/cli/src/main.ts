#!/usr/bin/env node
import { program } from "./program.ts";
import { failureMessage } from "./failure.ts";

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`bayplan: ${failureMessage(error)}\n`);
  process.exitCode = 1;
});
