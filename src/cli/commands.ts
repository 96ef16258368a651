import { UsageError } from '../shared/errors.ts';
import { nearest } from '../shared/nearest.ts';
import { asksForHelp, type Command, defineCommand, inColumns } from './command.ts';

/** Every command: how it is called, checked and explained. README.md has the same sentences (commands.test.ts). */

const text = (what: string) => ({ type: 'string', what }) as const;
const flag = (what: string) => ({ type: 'boolean', what }) as const;

const start = defineCommand({
  name: 'start',
  npm: 'npm start',
  summary: 'everything on this machine: database, rooms, agent, API and page',
  forms: [{ args: '', what: 'until Ctrl-C; ORGANIZATION says for whom' }],
  options: {},
  load: async () => (await import('./start.ts')).start,
});

const talk = defineCommand({
  name: 'console',
  npm: 'npm run console',
  summary: 'a call by typing, with the same agent as by voice',
  forms: [
    {
      args: '[--scenario NAME] [--outbound] [--input JSON] [--phone NUMBER] [--name NAME] [--script FILE]',
      what: 'until Ctrl-C, or the end of the call',
    },
  ],
  options: {
    scenario: text('what the call is about; without it, what people call the organization about'),
    outbound: flag(
      'you are called about it, though you could call; where nobody calls you are called anyway',
    ),
    input: text('what a call to you is told, as JSON, such as {"order_details":"2 × kebab"}'),
    phone: text('your number in a call to you; without it one that such a call fits'),
    name: text('your name in a call to you'),
    script: text('plays a conversation, and fails where it differs (docs/operations.md)'),
  },
  load: async () => (await import('./console.ts')).talk,
});

export const call = defineCommand({
  name: 'call',
  summary: 'a call with a simulated person, live in the terminal',
  forms: [
    {
      args: 'NUMBER [--scenario NAME] [--persona NAME] [--seed NUMBER] [--name NAME] [--organization SLUG]',
      what: '',
    },
  ],
  options: {
    scenario: text('what the call is about: order where nothing is said'),
    persona: text('who answers; without it the seed decides'),
    seed: text('the same number gives the same people: SIMULATION_SEED where nothing is said'),
    name: text('what the person is called'),
    organization: text('who calls; without it the one that the scenario is shown with'),
  },
  load: async () => (await import('./call.ts')).call,
});

const calls = defineCommand({
  name: 'calls',
  summary: 'one call in full, and an audit of all of them',
  forms: [
    { args: 'show CALL', what: 'what was said and done, how it ended and what it cost' },
    { args: 'audit', what: 'calls that are open, doubled or contradict themselves' },
  ],
  options: {},
  load: async () => (await import('./calls.ts')).calls,
});

const dialer = defineCommand({
  name: 'dialer',
  summary: 'who is called; pause, drain, resume',
  forms: [
    { args: 'status', what: 'what waits, rings and talks, and how full the lines are' },
    { args: 'pause [REASON…] [--all]', what: 'nobody new is dialed; what is claimed is given back' },
    { args: 'drain [REASON…] [--all]', what: 'what is claimed is still dialed, then it is paused' },
    { args: 'resume [--all]', what: 'goes on' },
    { args: 'rules', what: 'which countries are called, and how often' },
    {
      args:
        'set [--countries LIST] [--callbacks-abroad yes|no] [--max-per-number-day N] [--max-per-number-week N] ' +
        '[--max-callbacks-per-caller-day N] [--max-callbacks-per-caller-week N] [--max-calls-per-day N] ' +
        '[--max-calls-per-week N]',
      what: 'changes them',
    },
  ],
  options: {
    all: flag('for the whole deployment, not only ORGANIZATION'),
    countries: text('as ISO 3166 names them, with commas between; nothing ("") for its own region alone'),
    'callbacks-abroad': text('whether whoever calls from another country is called back there'),
    'max-per-number-day': text('how often one number is dialed in 24 hours'),
    'max-per-number-week': text('and in 7 days'),
    'max-callbacks-per-caller-day': text('how many callbacks one caller is promised in 24 hours'),
    'max-callbacks-per-caller-week': text('and in 7 days'),
    'max-calls-per-day': text('how many telephones ring on a local day'),
    'max-calls-per-week': text('and in the last seven'),
  },
  load: async () => (await import('./dialer.ts')).dialer,
});

const lines = defineCommand({
  name: 'lines',
  summary: 'telephone lines, and their trunks and rules in LiveKit',
  forms: [
    { args: 'list', what: 'the lines of ORGANIZATION' },
    { args: 'trust TRUNK', what: 'the numbers that it tells of callers are believed' },
    { args: 'distrust TRUNK', what: 'they are not: callers are asked who they are' },
    { args: 'check', what: 'what is wrong with them and how to mend it' },
    { args: 'apply [--dry-run]', what: 'makes LiveKit what the tables say' },
  ],
  options: { 'dry-run': flag('only says what would be changed') },
  load: async () => (await import('./lines.ts')).lines,
});

const customers = defineCommand({
  name: 'customers',
  summary: 'restaurant customers as CSV',
  forms: [
    { args: 'export', what: 'all of them, to standard output' },
    {
      args: 'import FILE [--encoding NAME]',
      what: 'adds and updates; names each line that is not taken',
    },
  ],
  options: { encoding: text('of a file that is neither UTF-8 nor UTF-16, such as windows-1252') },
  load: async () => (await import('./customers.ts')).customers,
});

const people = defineCommand({
  name: 'people',
  summary: 'everything about a person, handed out or erased',
  forms: [
    { args: 'export NUMBER [--to FOLDER]', what: 'as JSON; into a folder with the recordings' },
    { args: 'erase NUMBER', what: 'for good; says what the law keeps' },
    {
      args: 'keep [--transcript-days N] [--event-days N] [--recording-days N] [--only-called-days N]',
      what: 'after how many days what goes, and changes it; nothing ("") keeps for good',
    },
  ],
  options: {
    'transcript-days': text('what was said, and the summary'),
    'event-days': text('events, tool calls and reviews'),
    'recording-days': text('recordings, where that is less than RECORDING_DAYS'),
    'only-called-days': text('people who never called themselves and of whom nothing else is kept'),
    to: text('where person.json and the recordings are written; it is made for you alone'),
  },
  load: async () => (await import('./people.ts')).people,
});

const keys = defineCommand({
  name: 'keys',
  summary: 'API keys of ORGANIZATION',
  forms: [
    { args: 'list', what: 'by name and beginning; nobody can read the rest' },
    { args: 'create NAME', what: 'prints the key, once' },
    { args: 'revoke KEY', what: 'by its id or beginning; it is refused from the next request on' },
  ],
  options: {},
  load: async () => (await import('./keys.ts')).keys,
});

const agent = defineCommand({
  name: 'agent',
  summary: 'what the agent of ORGANIZATION tells callers',
  forms: [
    { args: 'show', what: 'address, services, who can be booked, what callers ask' },
    {
      args: 'set [--knowledge FILE] [--address TEXT] [--services LIST] [--caller-check knowledge|none]',
      what: 'what is given is changed, and nothing at all ("") takes it away; the next call knows it',
    },
  ],
  options: {
    knowledge: text('a text file of what callers ask and what is answered, 4000 characters at most'),
    address: text('where the business is, as it is to be said'),
    services: text('what it offers, with commas between'),
    'caller-check': text('whether who only says a number is asked what its person knows, or believed'),
  },
  load: async () => (await import('./agent.ts')).agent,
});

const campaign = defineCommand({
  name: 'campaign',
  summary: 'many providers called for one slot, watched live',
  forms: [
    {
      args:
        'start SERVICE LOCATION [--from TIME] [--to TIME] [--minutes N] [--providers N] [--parallel N] [--earliest N] ' +
        '[--rating N] [--distance N] [--preference N] [--budget N] [--name TEXT] [--phone NUMBER] [--auto-confirm] [--watch]',
      what: 'needs --from and --to',
    },
    { args: 'list', what: 'those of ORGANIZATION, the newest first' },
    {
      args: 'watch CAMPAIGN',
      what: 'calls, offers and ranking until it is over; Ctrl-C only stops watching',
    },
    {
      args: 'confirm CAMPAIGN OFFER [--name TEXT] [--phone NUMBER]',
      what: 'takes an offer, by its number in the ranking or by its id; needs --name',
    },
    { args: 'cancel CAMPAIGN', what: 'ends its calls politely and gives kept slots back' },
  ],
  options: {
    from: text('the first day or time, as 2027-03-15 or 2027-03-15T08:00, in the time of ORGANIZATION'),
    to: text('the last one; a day is all of it'),
    minutes: text('how long the slot is to be: 30 where nothing is said'),
    providers: text('how many are to be called: 10 where nothing is said, 15 at most'),
    parallel: text('how many at once: 5 where nothing is said'),
    earliest: text('how much it counts to be early: 0.5'),
    rating: text('how much a good rating counts: 0.25'),
    distance: text('how much it counts to be near: 0.2'),
    preference: text('how much a time that is liked counts: 0.05'),
    budget: text('US dollars for all calls together'),
    name: text('for whom the slot is; the providers are told'),
    phone: text('the number of that person'),
    'auto-confirm': flag('takes the best offer by itself when the search is over'),
    watch: flag('shows it until it is over'),
  },
  load: async () => (await import('./campaign.ts')).campaign,
});

const doctor = defineCommand({
  name: 'doctor',
  npm: 'npm run doctor',
  summary: 'what is real, what stands in, what is missing',
  forms: [{ args: '', what: 'installs nothing' }],
  options: {},
  load: async () => (await import('./doctor.ts')).doctor,
});

export const commands: Command[] = [
  start,
  talk,
  call,
  calls,
  dialer,
  lines,
  customers,
  people,
  keys,
  agent,
  campaign,
  doctor,
];

const overview = `Usage: npm run parley -- COMMAND

${inColumns(commands.map(({ name, summary }) => ({ left: name, right: summary })))}

COMMAND --help says more of each.`;

/**
 * Runs what was typed after `parley`.
 * @returns the exit code
 * @throws UsageError when there is no such command, or it is not called like this.
 */
export async function runCommandLine(args: string[], print: (text: string) => void): Promise<number> {
  // `parley help keys` is `parley keys --help`.
  const isHelp = args.length === 0 || args[0] === 'help' || asksForHelp(args);
  const [name, ...rest] = args.filter((arg) => !isHelp || !['help', '--help', '-h'].includes(arg));
  if (name === undefined) {
    print(overview);
    return 0;
  }
  const command = commands.find((one) => one.name === name);
  if (command === undefined) throw new UsageError(unknownCommand(name));
  if (!isHelp) return command.run(rest);
  print(command.help);
  return 0;
}

function unknownCommand(name: string): string {
  const names = commands.map((one) => one.name);
  const meant = nearest(name, names);
  return (
    `There is no command "${name}".${meant === null ? '' : ` Did you mean "${meant}"?`} ` +
    `There are: ${names.join(', ')}.\n\`npm run parley -- --help\` says what they do.`
  );
}
