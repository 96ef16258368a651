import type { FormEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Field } from '../../components/field.tsx';
import type { AgentView } from '../../lib/api.ts';
import { texts } from '../../lib/texts/texts.ts';
import { useSaveAgent } from './queries.ts';
import { readForm } from './read-form.ts';

/** As the server takes it (contract.ts). */
const longest = { knowledge: 4000, address: 300 };

export function AgentForm({ agent }: { agent: AgentView }) {
  const { mutate, isPending, isSuccess, error, reset } = useSaveAgent();
  const t = texts.agent;
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    mutate(readForm(new FormData(event.currentTarget)));
  };
  return (
    <form onSubmit={save} onChange={reset} className="flex flex-col gap-4 px-4 py-2" data-testid="agent-form">
      <Field label={t.knowledge} hint={t.knowledgeHint}>
        {(props) => (
          <textarea
            {...props}
            name="knowledge"
            rows={10}
            dir="auto"
            maxLength={longest.knowledge}
            defaultValue={agent.knowledge ?? ''}
          />
        )}
      </Field>
      <Field label={t.address} hint={t.addressHint}>
        {(props) => (
          <input
            {...props}
            name="address"
            dir="auto"
            maxLength={longest.address}
            defaultValue={agent.address ?? ''}
          />
        )}
      </Field>
      <Field label={t.services} hint={t.servicesHint}>
        {(props) => <input {...props} name="services" dir="auto" defaultValue={agent.services.join(', ')} />}
      </Field>
      <div role="alert">
        {error && (
          <Callout tone="danger" title={t.failed}>
            {error.message}
          </Callout>
        )}
      </div>
      <div className="flex items-center gap-3">
        <Button type="submit" look="primary" disabled={isPending}>
          {isPending ? t.saving : t.save}
        </Button>
        <span role="status" className="text-sm text-soft">
          {isSuccess ? t.saved : ''}
        </span>
      </div>
    </form>
  );
}
