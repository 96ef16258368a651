import { z } from 'zod';

/** Times reach a tool as text and are read there: one that cannot be read deserves a sentence, not a schema error. */
export const startArgument = z.string().describe("The start, as 2027-03-16T10:00 by the provider's clocks");
export const endArgument = z.string().describe('The end, written in the same way');
