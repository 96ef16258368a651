import path from 'node:path';
import { startVitest } from 'vitest/node';
import { missingPrograms } from '../test/sip/support/programs.ts';
import { prepareMachine } from './test/machine.ts';

/**
 * `npm run test:sip`: calls with real SIP and RTP through livekit-sip, with sipp at the other end. Ends with 2 and says
 * what to install where one of the two is missing. Not part of `npm test`: livekit-sip ships as a container image.
 */
const missing = missingPrograms();
for (const line of missing) console.error(`Missing ${line}`);
if (missing.length > 0) process.exit(2);

for (const { program, why } of await prepareMachine((line) => console.log(line))) {
  console.error(`Missing ${program}: ${why}`);
}
const root = path.resolve(import.meta.dirname, '..');
const vitest = await startVitest('test', process.argv.slice(2), {
  run: true,
  watch: false,
  root,
  config: path.join(root, 'test/sip/vitest.config.ts'),
});
await vitest?.close();
process.exit(process.exitCode ?? 0);
