const exclusive =
  /\b(?:only|nothing else|no others?)\b|\bjust (?:the |one |two )|(?:^| )(?:فقط|تنها)(?: |$)/u;
/** "Only the Tuesday appointment is in the morning" counts nothing. */
const ofOneDay = /\bonly the \w+day\b/;

/** "Only Monday", "the four o'clock, nothing else": none of the others. */
export function saysOnly(text: string): boolean {
  return exclusive.test(text) && !ofOneDay.test(text);
}
