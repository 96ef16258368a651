import { spawnSync } from 'node:child_process';
import { readAudit } from './check/audit.ts';

/** A registry that answers does so in seconds; one that does not must not hold a change up. */
const timeoutMs = 60_000;

/**
 * `npm run audit:dependencies`: what is known against the packages that production loads. Where the registry does not
 * answer nothing is known, which is said and fails nothing.
 */
const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=0'], {
  encoding: 'utf8',
  timeout: timeoutMs,
});
const problems = readAudit(stdout ?? '');
if (problems === null) console.log('not audited: the registry does not answer');
else if (problems.length === 0) console.log('ok     nothing grave is known against production packages');
for (const problem of problems ?? []) console.log(`WRONG  ${problem}`);
process.exitCode = problems === null || problems.length === 0 ? 0 : 1;
