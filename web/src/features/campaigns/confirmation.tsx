import { useEffect, useRef } from 'react';
import type { CampaignView } from '../../../../src/campaigns/campaign-views.ts';
import { spanOf, thereOf } from './when.ts';
import { words } from './words.ts';

interface ConfirmationProps {
  confirmation: NonNullable<CampaignView['confirmation']>;
  timeZone: string;
  /** Somebody has just taken it here: the button that they pressed is gone, so the keyboard comes here. */
  takesFocus: boolean;
}

/** The slot that was taken; its reference once the provider keeps it. */
export function Confirmation({ confirmation, timeZone, takesFocus }: ConfirmationProps) {
  const { offer, confirmation_ref } = confirmation;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <section
      aria-labelledby="confirmation-title"
      data-testid="confirmation"
      data-confirmed={confirmation_ref !== null}
      className="rounded-xl border border-accent/40 bg-accent-soft p-4"
    >
      <h2 id="confirmation-title" ref={heading} tabIndex={-1} className="text-lg font-semibold">
        {confirmation_ref ? words.confirmed : words.confirming(offer.provider_name)}
      </h2>
      <p className="mt-1">
        <bdi className="font-medium">{offer.provider_name}</bdi>
        {' · '}
        <time dateTime={offer.start}>{spanOf(offer, timeZone)}</time>
        {' · '}
        {thereOf(offer, timeZone)}
      </p>
      {confirmation_ref ? (
        <p className="mt-1 font-semibold tabular-nums">{words.reference(confirmation_ref)}</p>
      ) : (
        <p className="mt-1">{words.confirmingBody}</p>
      )}
    </section>
  );
}
