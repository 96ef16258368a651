import { UsageError } from '../shared/errors.ts';
import { nearest } from '../shared/nearest.ts';

/**
 * One way to call a command. What is shown is what is checked: `pause [REASON…] [--all]` takes the word "pause", any
 * number of words after it, and the option --all.
 */
export interface Form {
  /** Words in small letters are typed as they are; capitals stand for something; brackets mean it may be left out. */
  args: string;
  what: string;
}

/**
 * @throws UsageError when no form fits what was typed, with what is wrong and what would be right.
 */
export function checkForms(
  name: string,
  forms: Form[],
  given: { positionals: string[]; options: string[] },
): void {
  const { positionals, options } = given;
  const verbs = forms.map(verbOf).filter((verb) => verb !== null);
  const form = verbs.length === 0 ? forms[0] : forms.find((one) => verbOf(one) === positionals[0]);
  if (form === undefined) throw new UsageError(unknownVerb(name, positionals[0], verbs));
  const words = wordsOf(form).filter((word) => word !== verbOf(form));
  const values = verbOf(form) === null ? positionals : positionals.slice(1);
  const called = [name, verbOf(form)].filter((word) => word !== null).join(' ');
  const missing = words.slice(values.length).filter((word) => !word.startsWith('['));
  if (missing.length > 0) throw new UsageError(`${called} needs ${missing.join(' and ')}.`);
  const surplus = words.at(-1)?.endsWith('…]') ? [] : values.slice(words.length);
  if (surplus.length > 0)
    throw new UsageError(`${called} takes nothing more, but was given: ${surplus.join(' ')}`);
  const strange = options.filter((option) => !form.args.includes(`--${option}`));
  if (strange.length > 0) throw new UsageError(`${called} does not take --${strange.join(', --')}.`);
}

/** Without options: those are read by name, wherever they stand. */
function wordsOf({ args }: Form): string[] {
  return args
    .replace(/\[--[^\]]*\]/g, '')
    .split(' ')
    .filter((word) => word !== '');
}

function verbOf(form: Form): string | null {
  const [first = ''] = wordsOf(form);
  return /^[a-z]+$/.test(first) ? first : null;
}

function unknownVerb(name: string, verb: string | undefined, verbs: string[]): string {
  const list = `${name} takes one of: ${verbs.join(', ')}.`;
  if (verb === undefined) return list;
  const meant = nearest(verb, verbs);
  return `There is no "${name} ${verb}".${meant === null ? '' : ` Did you mean "${name} ${meant}"?`} ${list}`;
}
