import { z } from 'zod';
import { dialerState, dialerView, dialRules } from '../../dialing/dialer-views.ts';

export const dialerResponse = dialerView;

export const setDialerRequest = z
  .strictObject({
    state: dialerState,
    /** For whoever finds it standing still. */
    reason: z.string().trim().min(1).max(200).optional(),
  })
  .meta({ id: 'SetDialer' });

export const changeDialerRequest = z.strictObject(dialRules.partial().shape).meta({ id: 'ChangeDialer' });
