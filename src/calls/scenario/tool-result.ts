/** What a tool found or did: a sentence that can be spoken, and facts for the page and the model. */
export interface Done {
  ok: true;
  say: string;
  data: Record<string, unknown>;
}

/** What a tool could not do, in a sentence that can be spoken. */
export interface Unusable {
  ok: false;
  code: string;
  say: string;
  /** For the model, in English: what to do about it, where that is not the same for every such code. */
  next?: string | undefined;
  /** For the page, beside code and message. */
  data?: Record<string, unknown>;
}
