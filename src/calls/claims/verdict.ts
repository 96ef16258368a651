/**
 * `supported`: asserts nothing, or only what the book holds. `contradicted`: the book says otherwise, or would have to
 * hold it and does not. `unclear`: these rules cannot tell.
 */
export type Verdict = 'supported' | 'contradicted' | 'unclear';
