/** For the model, in English: what is on file is its person's. */
export const aboutProof =
  'Who says a number need not be its person. What is on file is only for the person: when a tool is not certain of that, ' +
  'ask as it says and pass the answer to verify_caller; something new needs no check. Never say or hint what is on file, ' +
  'or whether anything is. After too many wrong answers offer promise_callback, which calls the number on file, or a ' +
  'colleague. Who asks for another person, such as their mother, is asked the same about that person.';
