import type { FormEvent } from 'react';
import type { CampaignView, RankedOfferView } from '../../../../src/campaigns/campaign-views.ts';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { useConfirmSlot } from './queries.ts';
import { refusalOf } from './refusal.ts';
import { spanOf, thereOf } from './when.ts';
import { words } from './words.ts';

interface ConfirmDialogProps {
  campaign: CampaignView;
  offer: RankedOfferView;
  onClose: () => void;
  /** The slot is committed, or its provider is asked. */
  onTaken: () => void;
}

/** Takes one slot for somebody: the one step that the provider hears of and that is not taken back here. */
export function ConfirmDialog({ campaign, offer, onClose, onTaken }: ConfirmDialogProps) {
  const { mutate, isPending, error } = useConfirmSlot(campaign.campaign_id);
  const t = words.confirm;
  const refused = error ? refusalOf(error) : null;
  const confirm = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const { provider_id, start, end } = offer;
    const user_contact = { name: text('name'), phone: text('phone') || null };
    mutate({ provider_id, start, end, user_contact }, { onSuccess: onTaken });
  };
  const isKept = offer.held_until !== null && Date.parse(offer.held_until) > Date.now();
  return (
    <Dialog title={t.title(offer.provider_name)} onClose={onClose} testId="confirm">
      <form onSubmit={confirm} className="mt-2 flex flex-col gap-4">
        <p>
          {spanOf(offer, campaign.time_zone)}
          <span className="text-soft"> · {thereOf(offer, campaign.time_zone)}</span>
        </p>
        <p className="text-sm text-soft">
          {isKept ? t.kept : t.asked} {t.rest}
        </p>
        <Field label={t.name} hint={t.nameHint} error={refused?.at('user_contact.name') ?? null}>
          {(props) => (
            <input {...props} name="name" required maxLength={120} autoComplete="name" dir="auto" />
          )}
        </Field>
        <Field label={t.phone} hint={t.phoneHint} error={refused?.at('user_contact.phone') ?? null}>
          {(props) => <input {...props} name="phone" type="tel" autoComplete="tel" maxLength={40} />}
        </Field>
        <div role="alert">
          {refused?.elsewhere(['user_contact.name', 'user_contact.phone']) && (
            <Callout tone="danger" title={refused.text} />
          )}
        </div>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" disabled={isPending}>
            {isPending ? t.sending : t.send}
          </Button>
          <Button onClick={onClose}>{t.close}</Button>
        </div>
      </form>
    </Dialog>
  );
}
