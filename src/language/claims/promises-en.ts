import type { ClaimPattern, PromiseClaim } from './patterns.ts';

const anybody = '(?:i|we|somebody|someone|a colleague|my colleague|the restaurant|the manager)';
const reach = '(?:call|ring|phone|contact|try|bother|disturb)';

/** Promises about later calls. A "not" in them is the promise itself, so nothing undoes them but a question or an if. */
export const englishPromises: Array<ClaimPattern<PromiseClaim>> = [
  {
    claim: 'callback',
    words: new RegExp(
      `\\b${anybody} (?:will|shall|am going to|are going to|is going to) (?:also |then |certainly |gladly )*(?:call|ring|phone|try|get back to) (?:you|again)\\b`,
    ),
  },
  { claim: 'callback', words: /\byou will (?:get|receive|have) (?:a|another|our) call\b/ },
  {
    claim: 'callback',
    words:
      /\b(?:i|we) (?:have )?(?:just |now )*(?:scheduled|arranged|noted|booked|set up|promised|planned|put down) (?:a|the|your|that|another) (?:call ?back|call)\b/,
  },
  {
    claim: 'callback',
    words: /\b(?:call ?back|call) (?:is|has been) (?:now )?(?:scheduled|arranged|noted|booked|set|planned)\b/,
  },
  {
    claim: 'opted_out',
    words: new RegExp(
      `\\b${anybody} (?:won't|will not|will never|shall not|will no longer) (?:ever )?(?:be )?(?:call|ring|phone|contact|bother|disturb)(?:ing)? you\\b`,
    ),
  },
  {
    claim: 'opted_out',
    words:
      /\byou (?:won't|will not|will never|will no longer) (?:be (?:called|contacted|bothered|disturbed)|hear from|get (?:any|another|more|our)|receive)\b/,
  },
  {
    claim: 'opted_out',
    words:
      /\b(?:i|we) (?:have )?(?:just |now )*(?:removed|taken|took|deleted|struck|crossed|blocked) (?:[^ ]+ ){0,4}(?:list|number|database|records)\b/,
  },
  {
    claim: 'opted_out',
    words:
      /\b(?:you are|number is|number has been|you have been) (?:now |no longer )*(?:removed|deleted|taken off|blocked|off|on) (?:our|the|from|my)\b/,
  },
  { claim: 'opted_out', words: new RegExp(`\\bno (?:more|further) calls\\b|\\bno longer ${reach} you\\b`) },
];
