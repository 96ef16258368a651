import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { testFile } from './import-rules.ts';
import { namesIn } from './names.ts';

/** What is generic over scenarios names none of them and none of the things that they are about. */
const genericPlaces =
  /^src\/(?:(?:calls|language|simulation|embedded|services\/(?:speech|llm)|agent|runner|http)\/|(?:agent|runner)\.ts$)/;
/** What the page is told of everything that is served. */
const contract = /^src\/http\/contract(\/[a-z-]+)?\.ts$/;

/** In any name, also as a part of one: `bookAppointment`, `last_appointment`, `routes/customers.ts`. */
const nouns = [
  'appointment',
  'slot',
  'customer',
  'visit',
  'contact',
  'panel',
  'dish',
  'restaurant',
  'takeaway',
  'outreach',
  'campaign',
];
/** Plain English as a part of a name (a participant's arrival, an order to dial): only a string that is the name counts. */
const scenarioNames = ['order', 'arrival', 'recovery', 'negotiation', 'sales'];

/** Whether and when somebody may be called at all is nobody's business case. */
const plain = /^(?:contact-?preferences?)/i;

export function checkBusinessWords(root: string): string[] {
  return readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join('src', name))
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => wordsIn(file, readFileSync(path.join(root, file), 'utf8')))
    .map(describeWord);
}

export function describeWord({ file, line, name, word }: FoundWord): string {
  return `${file}:${line}: «${word}» in a generic place (${name})`;
}

export interface FoundWord {
  file: string;
  line: number;
  name: string;
  word: string;
}

/** Words of business cases in a file that is generic over them. */
export function wordsIn(file: string, text: string): FoundWord[] {
  if (!genericPlaces.test(file) || contract.test(file) || testFile.test(file)) return [];
  return namesIn(text).flatMap(({ name, line, isString }) => {
    if (plain.test(path.posix.basename(name))) return [];
    const scenario = isString && scenarioNames.includes(name) ? [name] : [];
    const words = new Set([...partsOf(name).filter((part) => nouns.includes(part)), ...scenario]);
    return [...words].map((word) => ({ file, line, name, word }));
  });
}

/** `lastAppointment`, `last_appointments` and `last-appointment` are made of the same words. */
function partsOf(name: string): string[] {
  const parts = name.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? [];
  return parts.map((part) => part.toLowerCase().replace(/(?<=dish)es$|(?<!s)s$/, ''));
}
