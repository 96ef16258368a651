import { ListState } from '../../components/list-state.tsx';
import { texts } from '../../lib/texts/texts.ts';
import { AgentForm } from './agent-form.tsx';
import { useAgent } from './queries.ts';

/** What the owner of a business tells its agent. */
export function AgentPage() {
  const { data, error, isPending } = useAgent();
  const t = texts.agent;
  return (
    <section aria-labelledby="agent-title" className="mx-auto w-full max-w-2xl">
      <h1
        id="agent-title"
        tabIndex={-1}
        data-page-heading
        className="mb-1 text-2xl font-semibold tracking-tight"
      >
        {data ? t.title(data.name) : t.plainTitle}
      </h1>
      <p className="mb-4 text-soft">{t.lead}</p>
      <div className="rounded-xl border border-line bg-surface py-2">
        <ListState isPending={isPending} error={error} isEmpty={false} empty="" />
        {data && <AgentForm agent={data} />}
      </div>
    </section>
  );
}
