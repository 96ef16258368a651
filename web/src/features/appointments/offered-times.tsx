import type { DuringCallProps } from '../../lib/scenario-page.ts';
import { slotsOf } from './slot-board.ts';
import { SlotPicker } from './slot-picker.tsx';

/** The times that the agent offered in this call so far. */
export function OfferedTimes({ activity, ...rest }: DuringCallProps) {
  return <SlotPicker slots={slotsOf(activity)} {...rest} />;
}
