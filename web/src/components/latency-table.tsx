import type { TurnView } from '../../../src/http/contract.ts';
import { texts } from '../lib/texts/texts.ts';

/** How long the person waited for each answer, and for what. */
export function LatencyTable({ turns }: { turns: readonly TurnView[] }) {
  const t = texts.record;
  const answered = turns.filter(({ latency }) => Object.values(latency).some((part) => part !== null));
  if (answered.length === 0) return null;
  const columns = Object.values(t.latencyColumns);
  return (
    <details data-testid="latency">
      <summary className="text-sm font-semibold text-soft">{t.latency}</summary>
      <p className="mt-2 text-sm text-soft">{t.latencyNote}</p>
      <div className="mt-2 overflow-x-auto">
        <table className="w-full max-w-xl text-sm tabular-nums">
          <thead className="text-xs text-soft">
            <tr>
              {columns.map((column, index) => (
                <th
                  key={column}
                  scope="col"
                  className={`py-1 font-medium ${index === 0 ? 'text-start' : 'text-end'}`}
                >
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {answered.map(({ index, latency }) => (
              <tr key={index} className="border-t border-line">
                <th scope="row" className="py-1 text-start font-normal">
                  {index + 1}
                </th>
                {[latency.end_of_turn_ms, latency.model_ms, latency.speech_ms, latency.total_ms].map(
                  (ms, part) => (
                    <td key={columns[part + 1]} className="py-1 text-end">
                      {ms === null ? '–' : Math.round(ms)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
