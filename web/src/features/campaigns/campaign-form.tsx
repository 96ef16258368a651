import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Field } from '../../components/field.tsx';
import { campaignHref } from '../../lib/routes.ts';
import { Likes, Weights } from './form-wishes.tsx';
import { useStartCampaign } from './queries.ts';
import { readForm, usualRange } from './read-form.ts';
import { refusalOf } from './refusal.ts';
import { words } from './words.ts';

/** Fields of the request that have a place in the form for what is wrong with them. */
const fields = [
  'service',
  'location',
  'date_range_start',
  'date_range_end',
  'duration_min',
  'max_providers',
  'max_parallel',
  'budget',
  'preferences',
  'user_contact.name',
  'user_contact.phone',
] as const;

/** Starts a campaign and goes to its page. */
export function CampaignForm() {
  const { mutate, isPending, error, reset } = useStartCampaign();
  const [range] = useState(() => usualRange(new Date()));
  const [zone] = useState(() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const form = useRef<HTMLFormElement>(null);
  // Sent twice it is one campaign; changed it is another one.
  const key = useRef(newKey());
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [error]);
  const refused = error ? refusalOf(error) : null;
  const wrong = (field: (typeof fields)[number]) => refused?.at(field) ?? null;
  const t = words.form;
  const start = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = readForm(new FormData(event.currentTarget));
    const onSuccess = ({ campaign_id }: { campaign_id: string }) => {
      location.hash = campaignHref(campaign_id).slice(1);
    };
    mutate({ body, key: key.current }, { onSuccess });
  };
  const change = () => {
    key.current = newKey();
    reset();
  };
  return (
    <form
      ref={form}
      onSubmit={start}
      onChange={change}
      className="flex flex-col gap-4"
      data-testid="campaign-form"
    >
      <Group title={t.what}>
        <Field label={t.service} hint={t.serviceHint} error={wrong('service')}>
          {(props) => <input {...props} name="service" required maxLength={60} dir="auto" />}
        </Field>
        <Field label={t.location} hint={t.locationHint} error={wrong('location')}>
          {(props) => <input {...props} name="location" required maxLength={120} dir="auto" />}
        </Field>
      </Group>
      <Group title={t.when}>
        <Field label={t.from} hint={t.zoneHint(zone)} error={wrong('date_range_start')}>
          {(props) => (
            <input
              {...props}
              name="date_range_start"
              type="datetime-local"
              required
              defaultValue={range.from}
            />
          )}
        </Field>
        <Field label={t.to} hint={t.zoneHint(zone)} error={wrong('date_range_end')}>
          {(props) => (
            <input {...props} name="date_range_end" type="datetime-local" required defaultValue={range.to} />
          )}
        </Field>
        <Field label={t.duration} error={wrong('duration_min')}>
          {(props) => (
            <input
              {...props}
              name="duration_min"
              type="number"
              required
              min={5}
              max={480}
              defaultValue={30}
            />
          )}
        </Field>
      </Group>
      <Group title={t.whom}>
        <Field label={t.name} hint={t.nameHint} error={wrong('user_contact.name')}>
          {(props) => (
            <input {...props} name="user_contact.name" maxLength={120} autoComplete="name" dir="auto" />
          )}
        </Field>
        <Field label={t.phone} hint={t.phoneHint} error={wrong('user_contact.phone')}>
          {(props) => (
            <input {...props} name="user_contact.phone" type="tel" maxLength={40} autoComplete="tel" />
          )}
        </Field>
      </Group>
      <Group title={t.counts}>
        <Weights error={wrong('preferences')} />
        <Likes />
      </Group>
      <Group title={t.calls}>
        <Field label={t.providers} error={wrong('max_providers')}>
          {(props) => (
            <input
              {...props}
              name="max_providers"
              type="number"
              required
              min={1}
              max={15}
              defaultValue={10}
            />
          )}
        </Field>
        <Field label={t.parallel} error={wrong('max_parallel')}>
          {(props) => (
            <input {...props} name="max_parallel" type="number" required min={1} max={15} defaultValue={5} />
          )}
        </Field>
        <Field label={t.budget} hint={t.budgetHint} error={wrong('budget')}>
          {(props) => <input {...props} name="budget" type="number" min={0.01} max={10_000} step={0.01} />}
        </Field>
        <label className="flex items-center gap-2 self-start sm:col-span-2">
          <input name="auto_confirm" type="checkbox" className="size-5 accent-accent" />
          {t.autoConfirm}
        </label>
      </Group>
      <div role="alert">
        {refused?.elsewhere(fields) && (
          <Callout tone="danger" title={t.failed}>
            {refused.text}
          </Callout>
        )}
      </div>
      <div>
        <Button type="submit" look="primary" size="large" disabled={isPending}>
          {isPending ? t.sending : t.send}
        </Button>
      </div>
    </form>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0 rounded-xl border border-line bg-surface px-4 pb-4">
      <legend className="px-1 text-sm text-soft">{title}</legend>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2">{children}</div>
    </fieldset>
  );
}

/** `crypto.randomUUID` is there on https only. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-');
}
