import { ListState } from '../../components/list-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { formatInstant } from '../../lib/format.ts';
import { useExpectedCustomers } from './queries.ts';
import { words } from './words.ts';

const shown = 6;

/** Who has ordered, what, and when they come; soonest first. */
export function ExpectedGuests() {
  const { data, error, isPending } = useExpectedCustomers();
  const guests = (data?.customers ?? []).toSorted(bySoonest).slice(0, shown);
  return (
    <Panel title={words.expected} testId="expected-guests">
      <ListState
        isPending={isPending}
        error={error}
        isEmpty={guests.length === 0}
        empty={words.noneExpected}
      />
      <ul className="px-2 pb-2">
        {guests.map(({ customer_id, name, order_details, expected_arrival_time: at }) => (
          <li key={customer_id} className="px-2 py-2">
            <p className="font-medium">
              <bdi>{name}</bdi>
              <span className="font-normal text-soft"> · {at ? formatInstant(at) : words.unknownTime}</span>
            </p>
            <p dir="auto" className="text-sm break-words text-soft">
              {order_details}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

type Guest = { expected_arrival_time: string | null };

/** Those of whom no time is known come last. */
function bySoonest(a: Guest, b: Guest): number {
  const at = ({ expected_arrival_time: time }: Guest) => (time ? Date.parse(time) : Number.MAX_SAFE_INTEGER);
  return at(a) - at(b);
}
