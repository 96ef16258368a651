import { z } from 'zod';
import { menuDigits } from '../telephony/dtmf.ts';

/** What any request may bring along. */
export const requestInput = {
  /** What a person wanted to be called about, when they asked for this call. */
  callback_note: z.string().nullish(),
  /** The keys that lead through the menu of whoever is called, `w` for half a second. */
  menu_digits: menuDigits.nullish(),
};
