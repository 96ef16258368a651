import { Button } from '../../components/button.tsx';
import { ListState } from '../../components/list-state.tsx';
import { texts } from '../../lib/texts/texts.ts';
import { CallRow } from './call-row.tsx';
import { useCalls } from './queries.ts';
import { WaitingCalls } from './waiting-calls.tsx';

/** Every call of the organization, newest first. */
export function CallsPage() {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useCalls();
  const calls = data?.pages.flatMap((page) => page.calls) ?? [];
  const t = texts.lists;
  return (
    <section aria-labelledby="calls-title" className="mx-auto w-full max-w-2xl">
      <h1
        id="calls-title"
        tabIndex={-1}
        data-page-heading
        className="mb-4 text-2xl font-semibold tracking-tight"
      >
        {t.allCalls}
      </h1>
      <WaitingCalls />
      <div className="rounded-xl border border-line bg-surface py-2">
        <ListState isPending={isPending} error={error} isEmpty={calls.length === 0} empty={t.noCalls} />
        <ul className="px-2">
          {calls.map((call) => (
            <CallRow key={call.id} call={call} />
          ))}
        </ul>
      </div>
      {hasNextPage && (
        <Button className="mt-4" onClick={() => void fetchNextPage()} disabled={isFetchingNextPage}>
          {t.more}
        </Button>
      )}
    </section>
  );
}
