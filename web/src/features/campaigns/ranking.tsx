import { useRef } from 'react';
import type { CampaignView, RankedOfferView } from '../../../../src/campaigns/campaign-views.ts';
import { Button } from '../../components/button.tsx';
import { Panel } from '../../components/panel.tsx';
import { texts } from '../../lib/texts/texts.ts';
import { ScoreParts } from './score-parts.tsx';
import { useMoves } from './use-moves.ts';
import { spanOf, thereOf, untilOf } from './when.ts';
import { words } from './words.ts';

interface RankingProps {
  campaign: CampaignView;
  /** Null where nothing can be taken any more. */
  onTake: ((offer: RankedOfferView) => void) | null;
}

/** The offers that stand, the best first, as they come and change places. */
export function Ranking({ campaign: { ranked, time_zone }, onTake }: RankingProps) {
  const list = useRef<HTMLOListElement>(null);
  useMoves(list, ranked.map(({ offer_id }) => offer_id).join(' '));
  return (
    <Panel title={words.ranking} testId="ranking">
      {ranked.length === 0 && <p className="px-4 pb-3 text-sm text-soft">{words.noOffers}</p>}
      <ol ref={list} className="flex flex-col px-2 pb-2">
        {ranked.map((offer, index) => (
          <li
            key={offer.offer_id}
            data-row={offer.offer_id}
            data-testid="offer"
            className="relative flex items-start gap-3 rounded-lg px-2 py-2.5"
          >
            <span aria-hidden className="w-5 shrink-0 pt-1.5 text-end text-sm text-soft tabular-nums">
              {index + 1}
            </span>
            <Offer offer={offer} timeZone={time_zone} onTake={onTake} />
            <ScoreParts score={offer.score} parts={offer.parts} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

interface OfferProps {
  offer: RankedOfferView;
  timeZone: string;
  onTake: RankingProps['onTake'];
}

function Offer({ offer, timeZone, onTake }: OfferProps) {
  const when = spanOf(offer, timeZone);
  return (
    <div className="flex min-w-0 grow flex-col gap-x-4 gap-y-2 sm:flex-row sm:items-start">
      <div className="min-w-0 grow">
        <p className="font-medium break-words">
          <bdi>{offer.provider_name}</bdi>
        </p>
        <p>
          <time dateTime={offer.start}>{when}</time>
          <span className="text-sm text-soft"> · {thereOf(offer, timeZone)}</span>
        </p>
        <p className="text-sm text-soft">{factsOf(offer, timeZone).join(' · ')}</p>
        {offer.notes && (
          <p dir="auto" className="text-sm break-words text-soft">
            {offer.notes}
          </p>
        )}
      </div>
      {onTake && (
        <Button
          size="small"
          className="shrink-0 self-start"
          aria-label={words.takeLabel(offer.provider_name, when)}
          onClick={() => onTake(offer)}
        >
          {words.take}
        </Button>
      )}
    </div>
  );
}

function factsOf({ held_until, rating, travel_minutes }: RankedOfferView, timeZone: string): string[] {
  const number = new Intl.NumberFormat(texts.language, { maximumFractionDigits: 1 });
  return [
    held_until && Date.parse(held_until) > Date.now()
      ? words.heldUntil(untilOf(held_until, timeZone))
      : words.notHeld,
    rating === null ? words.unrated : words.stars(number.format(rating)),
    ...(travel_minutes === null ? [] : [words.away(travel_minutes)]),
  ];
}
