const irregular: Record<string, string> = {
  ...{ put: 'put', set: 'set', take: 'taken', make: 'made', tell: 'told', send: 'sent', find: 'found' },
  ...{ get: 'got', give: 'given', let: 'let', write: 'written', hold: 'held', keep: 'kept', do: 'done' },
  ...{ leave: 'left', see: 'seen', speak: 'spoken', begin: 'begun', bring: 'brought', go: 'gone' },
};

function participle(verb: string): string {
  if (irregular[verb]) return irregular[verb];
  if (/ed$/.test(verb)) return verb;
  return verb.endsWith('e') ? `${verb}d` : verb.replace(/([^aeiou])y$/, '$1i').concat('ed');
}

const manner = '(?:(?:yet|actually|quite|even|just|really|been able to|manage to|able to) )*';

/** What an English clause denies, as it would be said if it were so: "I could not book it" becomes "I have booked it". */
export function affirmEnglish(clause: string): string {
  return clause
    .replace(
      new RegExp(`\\b(?:did|could|would) not ${manner}(?:get |be )(\\w+ed|done)\\b`, 'g'),
      'has been $1',
    )
    .replace(/\b(?:did|could) not (?:yet )?go through\b/g, 'went through')
    .replace(
      new RegExp(
        `\\b(?:(?:did|could) not|(?:was|were|am|are|have|has) (?:not|yet) (?:been )?able to|(?:was|were|am|are) unable to|failed to|(?:have|has) yet to) ${manner}(\\w+)`,
        'g',
      ),
      (_, verb: string) => `have ${participle(verb)}`,
    )
    .replace(/\b(?:not|never|yet)\b ?/g, '')
    .replace(/\banything\b/g, 'it')
    .replace(/\b(?:anyone|anybody)\b/g, 'someone')
    .replace(/\bany\b/g, 'the')
    .replace(/\s+/g, ' ')
    .trim();
}
