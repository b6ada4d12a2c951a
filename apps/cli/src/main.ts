#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { program } from "./program.ts";
import { failureMessage } from "./failure.ts";

// Most of a short command's time goes into compiling what it loads.
enableCompileCache();

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`bayplan: ${failureMessage(error)}\n`);
  process.exit(1);
});
