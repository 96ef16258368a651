/**
 * Which way imports may point (docs/architecture.md): entries → http, tools, scenarios → domain → shared. The domain
 * declares interfaces; services, embedded and simulation implement them; only entries wire them together.
 */

export interface Zone {
  name: string;
  /** Of a path relative to the repository. The first zone that matches counts. */
  matches: RegExp;
  /** Names of the zones that it may import besides itself. */
  mayImport: string[];
}

/** Generic over scenarios: nobody here knows one. */
const cores = ['calls', 'lines', 'dialing', 'language', 'shared'];
const inner = [...cores, 'campaigns', 'slices'];

export const zones: Zone[] = [
  { name: 'page', matches: /^web\//, mayImport: ['contract'] },
  // What the browser loads of the server: nothing but schemas.
  {
    name: 'contract',
    matches:
      /^src\/(http\/contract(\/[a-z-]+)?|calls\/call\/(events|call-views)|dialing\/dialer-views|campaigns\/campaign-views|scenarios\/[a-z]+\/store\/[a-z]+-views)\.ts$/,
    mayImport: [],
  },
  { name: 'shared', matches: /^src\/shared\//, mayImport: [] },
  // What is said of the domain's things; it has no rules of its own that could be broken, only words.
  { name: 'language', matches: /^src\/language\//, mayImport: ['contract', ...inner] },
  { name: 'calls', matches: /^src\/calls\//, mayImport: ['contract', 'language', 'shared'] },
  {
    name: 'lines',
    matches: /^src\/lines\//,
    mayImport: ['contract', 'calls', 'dialing', 'language', 'shared'],
  },
  {
    name: 'dialing',
    matches: /^src\/dialing\//,
    mayImport: ['contract', 'calls', 'lines', 'language', 'shared'],
  },
  // Fan-out, scoring, commit; a scenario leads the conversations.
  {
    name: 'campaigns',
    matches: /^src\/campaigns\//,
    mayImport: ['contract', 'calls', 'dialing', 'lines', 'language', 'shared'],
  },
  // How a scenario is rehearsed: what it adds to the model, the people and the ears of a rehearsal.
  {
    name: 'rehearsals',
    matches: /^src\/scenarios\/[a-z]+\/rehearsal\//,
    mayImport: ['contract', 'simulation', 'embedded', 'scenarios', ...inner],
  },
  // What a business adds to the API.
  {
    name: 'slice routes',
    matches: /^src\/scenarios\/[a-z]+\/http\//,
    mayImport: ['contract', 'http', ...inner],
  },
  // What a scenario keeps and says; its tools work with these.
  {
    name: 'slices',
    matches:
      /^src\/scenarios\/[a-z]+\/(call\/|store|words|claims\/|customers|campaign|flow|classify|keywords|examples)/,
    mayImport: ['contract', 'calls', 'campaigns', 'dialing', 'lines', 'language', 'shared'],
  },
  { name: 'tools', matches: /^src\/tools\//, mayImport: ['contract', ...inner] },
  { name: 'scenarios', matches: /^src\/scenarios\//, mayImport: ['contract', 'tools', ...inner] },
  { name: 'config', matches: /^src\/config(\.ts$|\/)/, mayImport: ['shared'] },
  { name: 'http', matches: /^src\/http\//, mayImport: ['contract', ...cores] },
  // A provider that is not configured is stood in for by its embedded one, behind the same interface.
  { name: 'services', matches: /^src\/services\//, mayImport: ['config', 'contract', 'embedded', ...inner] },
  { name: 'embedded', matches: /^src\/embedded\//, mayImport: ['config', 'contract', ...cores] },
  {
    name: 'simulation',
    matches: /^src\/simulation\//,
    mayImport: ['config', 'contract', 'embedded', ...cores],
  },
  {
    name: 'wiring',
    matches: /^src\/wiring\//,
    mayImport: [
      'config',
      'contract',
      'embedded',
      'http',
      'rehearsals',
      'scenarios',
      'services',
      'simulation',
      'slice routes',
      'tools',
      ...inner,
    ],
  },
  {
    name: 'entries',
    matches: /^src\/([a-z-]+\.ts|(cli|agent|runner)\/)/,
    mayImport: [
      ...['config', 'contract', 'embedded', 'http', 'scenarios', 'services', 'simulation', 'tools', 'wiring'],
      ...inner,
    ],
  },
];

/**
 * The page's layers, innermost first. A file may import what lies further in, and in its own layer only its own part, which
 * is what the pattern captures: a feature imports no other feature, a scenario no other scenario. `app` joins them.
 */
export const pageLayers: RegExp[] = [
  /^web\/src\/lib\//,
  /^web\/src\/components\//,
  /^web\/src\/features\/([^/]+)\//,
  /^web\/src\/scenarios\/([^/]+)\//,
  /^web\/src\/(?:app|scenarios)\//,
];

/** LiveKit's agent framework stays out of everything else, so that a call's rules can be read and tested without it. */
export const agentFramework = {
  packages: /^@livekit\/agents/,
  allowed:
    /^src\/(agent\.ts|(agent|wiring|calls|scenarios|tools|embedded|simulation|services\/speech|services\/llm)\/)/,
};

/** Test files may reach for anything; what they test may not reach for them. */
export const testFile = /\.test\.tsx?$|^(test|bench|scripts)\//;
