/** Scenarios whose conversations the scripted model has learned to lead. */
export const scriptNames = ['appointment', 'order', 'arrival', 'recovery'] as const;

export type ScriptName = (typeof scriptNames)[number];

/** Scenarios that go step by step without a model; where there is none, keywords decide what an answer means. */
export const keywordNames = ['outreach'] as const;
