import type { CostBreakdown } from '../../../src/calls/call/events.ts';
import { formatCost, formatQuantity } from '../lib/format.ts';
import { texts } from '../lib/texts/texts.ts';

/** What the call cost, by provider and unit, with the total. */
export function CostTable({ cost }: { cost: CostBreakdown }) {
  const t = texts.record;
  if (cost.items.length === 0) return <p className="text-soft">{t.costEmpty}</p>;
  return (
    <table data-testid="cost" className="w-full max-w-xl text-sm">
      <thead className="text-start text-xs text-soft">
        <tr>
          <th scope="col" className="py-1 text-start font-medium">
            {t.provider}
          </th>
          <th scope="col" className="py-1 text-start font-medium">
            {t.quantity}
          </th>
          <th scope="col" className="py-1 text-end font-medium">
            {t.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {cost.items.map(({ provider, unit, quantity, cost }) => (
          <tr key={`${provider} ${unit}`} className="border-t border-line">
            <td className="py-1.5 pe-3">{provider}</td>
            <td className="py-1.5 pe-3 text-soft">{formatQuantity(quantity, unit)}</td>
            <td className="py-1.5 text-end tabular-nums">{formatCost(cost)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="border-t border-ink">
          <th scope="row" colSpan={2} className="py-1.5 text-start font-semibold">
            {t.costTotal}
          </th>
          <td className="py-1.5 text-end font-semibold tabular-nums" data-testid="cost-total">
            {formatCost(cost.total)}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
