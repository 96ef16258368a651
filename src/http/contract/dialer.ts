import { z } from 'zod';
import { dialerState, dialerView } from '../../dialing/dialer-views.ts';

export const dialerResponse = dialerView;

export const setDialerRequest = z
  .strictObject({
    state: dialerState,
    /** For whoever finds it standing still. */
    reason: z.string().trim().min(1).max(200).optional(),
  })
  .meta({ id: 'SetDialer' });
