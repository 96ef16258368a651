import { Check, Clock } from 'lucide-react';
import { formatDay, formatTime } from '../../lib/format.ts';
import { byDay, type OfferedSlot, type SlotBoard } from './slot-board.ts';
import { slotWords } from './slot-words.ts';
import { words } from './words.ts';

interface SlotPickerProps {
  slots: SlotBoard;
  /** What the agent speaks, BCP 47. */
  language: string;
  disabled: boolean;
  onSay: (text: string) => void;
}

/** The times that the agent offered. A click says the time; what happened to it is shown in place. */
export function SlotPicker({ slots, language, disabled, onSay }: SlotPickerProps) {
  if (slots.length === 0) return null;
  return (
    <section
      aria-label={words.offered}
      data-testid="slots"
      className="lg:rounded-xl lg:border lg:border-line lg:bg-surface lg:p-4"
    >
      <h2 className="text-xs text-soft lg:text-sm lg:font-semibold lg:text-ink">{words.offered}</h2>
      <div className="mt-1 flex gap-4 overflow-x-auto pb-1 lg:mt-2 lg:flex-col lg:gap-3 lg:overflow-visible">
        {byDay(slots).map(({ date, slots }) => (
          <div key={date} className="shrink-0">
            <h3 className="text-sm font-medium">{formatDay(date)}</h3>
            <ul className="mt-1 flex gap-1.5 lg:grid lg:grid-cols-3">
              {slots.map((slot) => (
                <li key={slot.time} className={remarkOf(slot) ? 'lg:col-span-2' : ''}>
                  <Slot slot={slot} phrase={slotWords(slot, language)} disabled={disabled} onSay={onSay} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}

const looks = {
  offered: 'border-line bg-surface enabled:hover:border-accent enabled:hover:bg-accent-soft',
  held: 'border-dashed border-accent bg-accent-soft',
  booked: 'border-accent bg-accent text-on-accent',
};

function remarkOf({ status, likely }: OfferedSlot): string | null {
  if (status !== 'offered') return words[status];
  return likely ? words.likely : null;
}

interface SlotProps {
  slot: OfferedSlot;
  phrase: string;
  disabled: boolean;
  onSay: (text: string) => void;
}

function Slot({ slot, phrase, disabled, onSay }: SlotProps) {
  const isBooked = slot.status === 'booked';
  const remark = remarkOf(slot);
  return (
    <button
      type="button"
      disabled={disabled || isBooked}
      onClick={() => onSay(phrase)}
      title={isBooked ? undefined : words.say(phrase)}
      data-slot={`${slot.date} ${slot.time}`}
      data-status={slot.status}
      className={`flex min-h-10 w-full items-center justify-center gap-1.5 rounded-lg border px-3 text-sm whitespace-nowrap ${isBooked ? '' : 'disabled:opacity-55'} ${looks[slot.status]}`}
    >
      {slot.status === 'held' && <Clock size={14} aria-hidden />}
      {isBooked && <Check size={14} aria-hidden />}
      <span className="font-medium tabular-nums">{formatTime(slot.time)}</span>
      {remark && <span className={isBooked ? '' : 'text-soft'}>{remark}</span>}
    </button>
  );
}
