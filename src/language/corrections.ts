/** Said before something that replaces what came before: "tuesday, no, wednesday". */
const correction =
  /\b(?:not (?:on |at |the )?[^ ]+|no|sorry|wait|actually|i mean|i meant|correction|start over|scratch that|instead|rather|make (?:it|that))\b|ببخشید|اشتباه|یعنی|نخیر|(?<= )نه(?= )/gu;

/**
 * The part of a normalized text after its last correction; null when there is none. Only a hint: read this part first,
 * and the whole text when it holds nothing.
 */
export function afterCorrection(text: string): string | null {
  const last = [...text.matchAll(correction)].at(-1);
  const rest = last === undefined ? '' : text.slice(last.index + last[0].length).trim();
  return rest === '' ? null : rest;
}
