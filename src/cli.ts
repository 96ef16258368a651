#!/usr/bin/env node
import { runCommandLine } from './cli/commands.ts';
import { ParleyError, UsageError } from './shared/errors.ts';

try {
  process.exit(await runCommandLine(process.argv.slice(2), (text) => console.log(text)));
} catch (error) {
  // What a person can put right is said in a sentence; anything else is our fault and keeps its stack.
  const expected = error instanceof ParleyError || error instanceof UsageError;
  console.error(expected ? error.message : error);
  process.exit(2);
}
