import { z } from 'zod';
import type { Reception } from '../../calls/call/reception.ts';
import { ParleyError } from '../../shared/errors.ts';
import { callFunction, type Database } from './client.ts';
import { openedRow, toOpenedCall } from './opened-call.ts';
import { refusedRow } from './rows.ts';

const admitted = openedRow.extend({
  admission: z.enum(['welcome', 'out_of_hours', 'all_busy', 'refused_caller', 'unknown_number']),
});

/** The database finds whose number was called, and whether they answer now. */
export function createReception(db: Database): Reception {
  return {
    async open({ called, caller, roomName, sipCallId }, { organizationId, rehearsal, leaseSeconds }) {
      const row = await callFunction(
        db,
        'open_inbound',
        {
          called,
          caller,
          room_name: roomName,
          sip_call_id: sipCallId,
          default_organization_id: organizationId,
          rehearsal,
          lease_seconds: leaseSeconds,
        },
        z.union([refusedRow, admitted]),
      );
      if (!row.ok) throw new ParleyError(row.code, 'This call has ended.');
      return { opened: toOpenedCall(row), admission: row.admission };
    },
  };
}
