#!/usr/bin/env node
import { call } from './cli/call.ts';
import { calls } from './cli/calls.ts';
import { talk } from './cli/console.ts';
import { customers } from './cli/customers.ts';
import { dialer } from './cli/dialer.ts';
import { doctor } from './cli/doctor.ts';
import { keys } from './cli/keys.ts';
import { lines } from './cli/lines.ts';
import { start } from './cli/start.ts';
import { UsageError } from './cli/usage.ts';
import { ParleyError } from './shared/errors.ts';

const commands: Record<string, { run: (args: string[]) => Promise<number>; help: string }> = {
  start: { run: start, help: 'everything on this machine: database, rooms, agent, API and page' },
  console: { run: talk, help: 'talk to the agent by typing; --script FILE plays a conversation' },
  call: {
    run: call,
    help: 'call a simulated person: call +12025550100 [--scenario order] [--persona angry]',
  },
  calls: { run: calls, help: 'calls audit: calls that are open, doubled or contradict themselves' },
  dialer: { run: dialer, help: 'who is called: status, pause, drain, resume [--all]' },
  customers: { run: customers, help: 'restaurant customers as CSV: export, import FILE' },
  keys: { run: keys, help: 'API keys: list, create NAME, revoke BEGINNING' },
  lines: { run: lines, help: 'telephone lines: list, check, apply [--dry-run] to LiveKit' },
  doctor: { run: doctor, help: 'what is real, what stands in, what is missing' },
};

const [name = 'help', ...args] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  const listed = Object.entries(commands).map(([key, { help }]) => `  parley ${key.padEnd(11)}${help}`);
  console.log(`Usage:\n${listed.join('\n')}`);
  process.exit(name === 'help' || name === '--help' ? 0 : 2);
}

try {
  process.exit(await command.run(args));
} catch (error) {
  // What a person can put right is said in a sentence; anything else is our fault and keeps its stack.
  const expected = error instanceof ParleyError || error instanceof UsageError;
  console.error(expected ? error.message : error);
  process.exit(2);
}
