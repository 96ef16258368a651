/** For the model, in English: what to do about a refusal that means the same wherever it comes from. */
const nextSteps: Readonly<Record<string, string>> = {
  not_identified: 'No number is known. Ask for it, call identify_user, then call this tool again.',
  not_proven:
    'Nothing proves yet that they are the person of this number. Ask as said, then call verify_caller with their answer and this tool again. Do not say or hint whether anything is on file.',
  nothing_said: 'Ask for the name or the day and pass what they say.',
  not_matched: 'Ask once more and call verify_caller with their answer. Do not say what would be right.',
  check_locked:
    'Do not try again. Offer promise_callback, which calls the number on file, or hand_over_to_operator where you have it; something new can be booked.',
  number_not_confirmed:
    'Nothing is promised, and no call goes to a number that was not agreed to. Ask as said; once they say yes, call this tool again. For another number call identify_user first where you have it.',
  wrong_person:
    'Say nothing about the person and change nothing. Agree on a time with promise_callback or take a message, then end the call.',
  impossible_number:
    'Ask for the whole number again, with the country code where it is from abroad, and call this tool with the digits that you heard.',
  no_such_date: 'Ask which day is meant and pass one that exists, as YYYY-MM-DD.',
  no_such_time: 'Ask which time is meant and pass one that exists, as HH:MM in 24 hours.',
  call_ended: 'The call is over: say nothing more and call no tool.',
  agent_failed:
    'Nothing was changed. Apologize and try once more, or offer what you can do without this tool.',
  database_failed:
    'It is not known whether anything changed: do not say that it is done. Try once more later.',
  no_number: 'Ask which number should not be called, call identify_user where you have it, then this again.',
};

export function nextStep(code: string): string | undefined {
  return nextSteps[code];
}
