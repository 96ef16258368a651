import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import type { CampaignView, RankedOfferView } from '../../../../src/campaigns/campaign-views.ts';
import { Button } from '../../components/button.tsx';
import { ListState } from '../../components/list-state.tsx';
import { ApiError } from '../../lib/api.ts';
import { formatCost } from '../../lib/format.ts';
import { campaignsHref } from '../../lib/routes.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Confirmation } from './confirmation.tsx';
import { callsNow, lastAnnouncement, type News } from './news.ts';
import { NewsList } from './news-list.tsx';
import { Progress } from './progress.tsx';
import { ProviderList } from './provider-list.tsx';
import { isGoingOn } from './queries.ts';
import { Ranking } from './ranking.tsx';
import { useLiveCampaign } from './use-live-campaign.ts';
import { clockOf } from './when.ts';
import { words } from './words.ts';

/** One campaign, as it goes on. */
export function CampaignPage({ campaignId }: { campaignId: string }) {
  const { campaign, error, isPending, news, isInterrupted } = useLiveCampaign(campaignId);
  const isMissing = error instanceof ApiError && (error.status === 404 || error.status === 400);
  return (
    <div data-testid="campaign" data-status={campaign?.status} className="flex flex-col gap-4">
      <p>
        <a href={campaignsHref} className="inline-flex items-center gap-1.5 text-sm text-soft hover:text-ink">
          <ArrowLeft size={16} aria-hidden className="rtl:-scale-x-100" />
          {words.back}
        </a>
      </p>
      <h1 tabIndex={-1} data-page-heading className="text-2xl font-semibold tracking-tight break-words">
        <bdi>{campaign ? words.heading(campaign.service, campaign.location) : words.plainHeading}</bdi>
      </h1>
      {isMissing ? (
        <p className="text-soft">{words.notFound}</p>
      ) : (
        <ListState isPending={isPending} error={campaign ? null : error} isEmpty={false} empty="" />
      )}
      {campaign && <Live campaign={campaign} news={news} />}
      <p role="status" className={isInterrupted ? 'text-sm text-warn' : 'sr-only'}>
        {isInterrupted ? words.interrupted : campaign ? lastAnnouncement(news, campaign) : ''}
      </p>
    </div>
  );
}

type Asked = { what: 'take'; offer: RankedOfferView } | { what: 'cancel' } | null;

function Live({ campaign, news }: { campaign: CampaignView; news: readonly News[] }) {
  const [asked, setAsked] = useState<Asked>(null);
  const [hasTaken, setTaken] = useState(false);
  const { confirmation, status } = campaign;
  const isOpen = confirmation === null && status !== 'canceled';
  const take = (offer: RankedOfferView) => setAsked({ what: 'take', offer });
  const close = () => setAsked(null);
  return (
    <>
      <Facts
        campaign={campaign}
        onCancel={isCancelable(campaign) ? () => setAsked({ what: 'cancel' }) : null}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex flex-col gap-4">
          {confirmation && (
            <Confirmation confirmation={confirmation} timeZone={campaign.time_zone} takesFocus={hasTaken} />
          )}
          <Ranking campaign={campaign} onTake={isOpen ? take : null} />
          <ProviderList debug={campaign.debug} calls={callsNow(news)} />
        </div>
        <div className="flex flex-col gap-4">
          <Progress campaign={campaign} />
          <NewsList news={news} campaign={campaign} />
        </div>
      </div>
      {asked?.what === 'take' && (
        <ConfirmDialog
          campaign={campaign}
          offer={asked.offer}
          onClose={close}
          onTaken={() => {
            setTaken(true);
            close();
          }}
        />
      )}
      {asked?.what === 'cancel' && <CancelDialog campaignId={campaign.campaign_id} onClose={close} />}
    </>
  );
}

/** As long as nothing is committed: calls go on, or slots are kept that nobody has taken. */
function isCancelable({ status, confirmation, ranked }: CampaignView): boolean {
  if (confirmation?.confirmed) return false;
  return isGoingOn(status) || (status === 'completed' && ranked.length > 0);
}

function Facts({ campaign, onCancel }: { campaign: CampaignView; onCancel: (() => void) | null }) {
  const { status, failure, confirmation, time_zone, ranked } = campaign;
  const facts = [
    words.range(clockOf(campaign.date_range_start, time_zone), clockOf(campaign.date_range_end, time_zone)),
    words.minutes(campaign.duration_min),
    words.spent(formatCost(campaign.spent)),
  ];
  const mustChoose = status === 'completed' && confirmation === null && ranked.length > 0;
  return (
    <div className="flex flex-wrap items-start justify-between gap-3">
      <div className="min-w-0">
        <p className="font-semibold" data-testid="status">
          {words.status[status]}
        </p>
        <p className="text-sm text-soft">{facts.join(' · ')}</p>
        {mustChoose && <p className="mt-1">{words.choose}</p>}
        {failure && <p className="mt-1">{words.failures[failure] ?? failure.replaceAll('_', ' ')}</p>}
      </div>
      {onCancel && <Button onClick={onCancel}>{words.cancel.open}</Button>}
    </div>
  );
}
