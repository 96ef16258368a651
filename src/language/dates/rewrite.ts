import type { Calendar } from './calendar.ts';

/**
 * A reading is made by rewriting. Words of either language become tokens, joined by spaces; rules then replace what belongs
 * together by what it means, small things first, until days and times are left in the order in which they were said:
 *
 *   d2026~11~24 figures   m11 month   j9 Jalali month   w2 weekday (1 is Monday)   o24 "24th"   n24 "24"   c10:30 clock
 *   h~christmas holiday   today tomorrow overmorrow yesterday now   this next last later   day week weekend month hour
 *   in on at about of the a from to till until before after past and or between onward   early late start mid end firstthing
 *   am pm oclock morning afternoon evening night noon midnight half quarter minute lunch work school
 *   not except bad (said after what does not suit)   fix (what follows replaces what came before)   choice "… one"
 *   _ any other word
 *
 * What they become:
 *
 *   D2026-12-01 day, D2026-12-01w2 one that was named by its weekday alone   S2026-11-30/2026-12-06 days, either end open
 *   X2026-11-31/… a day that does not exist, K2026-12-03/… one of another weekday, each with the days that may be meant
 *   T10:30a time with the half of the day that was said   R14:00u/16:00u times, either end open
 *   N before any of them: it is excluded
 */
export type Rule = readonly [pattern: RegExp, write: (groups: string[], calendar: Calendar) => string | null];

const parts: Record<string, string> = {
  D: 'D(\\d{4}-\\d\\d-\\d\\d)(?:w\\d)?',
  w: 'w(\\d)',
  n: 'n(\\d{1,3})',
  o: 'o(\\d{1,2})',
  month: '([mj])(\\d{1,2})',
  year: '(?: n(\\d{4})| n20 n([2-9]\\d))?',
  S: 'S(\\d{4}-\\d\\d-\\d\\d)/(\\d{4}-\\d\\d-\\d\\d)',
  unit: '(day|week|month)',
};

/** @param pattern of whole tokens; `{n}` is a number and the like: see `parts` */
export function rule(pattern: string, write: Rule[1]): Rule {
  const source = pattern.replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => parts[name] ?? name);
  return [new RegExp(`(?<![^ ])(?:${source})(?![^ ])`, 'g'), write];
}

/** Each rule in turn, wherever it fits; what it answers null to stays. */
export function rewrite(tokens: string, rules: Rule[], calendar: Calendar): string {
  return rules.reduce((text, [pattern, write]) => {
    // Most rules fit nothing: to look is cheaper than to replace.
    pattern.lastIndex = 0;
    if (!pattern.test(text)) return text;
    return text.replace(pattern, (whole: string, ...rest: unknown[]) => {
      const groups = rest.slice(0, -2).map((group) => (typeof group === 'string' ? group : ''));
      return write(groups, calendar) ?? whole;
    });
  }, tokens);
}
