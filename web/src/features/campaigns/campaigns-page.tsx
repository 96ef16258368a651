import type { z } from 'zod';
import type { listCampaignsResponse } from '../../../../src/campaigns/campaign-views.ts';
import { Button } from '../../components/button.tsx';
import { ListState } from '../../components/list-state.tsx';
import { formatInstant } from '../../lib/format.ts';
import { campaignHref, newCampaignHref } from '../../lib/routes.ts';
import { texts } from '../../lib/texts/texts.ts';
import { useCampaigns } from './queries.ts';
import { words } from './words.ts';

/** Every campaign of the organization, the newest first. */
export function CampaignsPage() {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useCampaigns();
  const campaigns = data?.pages.flatMap((page) => page.campaigns) ?? [];
  return (
    <section aria-labelledby="campaigns-title" className="mx-auto w-full max-w-2xl">
      <h1
        id="campaigns-title"
        tabIndex={-1}
        data-page-heading
        className="mb-1 text-2xl font-semibold tracking-tight"
      >
        {words.title}
      </h1>
      <p className="mb-4 text-soft">{words.lead}</p>
      <p className="mb-4">
        <a
          href={newCampaignHref}
          className="inline-flex min-h-11 items-center rounded-lg bg-accent px-4 font-medium text-on-accent hover:bg-accent-strong"
        >
          {words.start}
        </a>
      </p>
      <div className="rounded-xl border border-line bg-surface py-2">
        <ListState isPending={isPending} error={error} isEmpty={campaigns.length === 0} empty={words.none} />
        <ul className="px-2">
          {campaigns.map((campaign) => (
            <CampaignRow key={campaign.campaign_id} campaign={campaign} />
          ))}
        </ul>
      </div>
      {hasNextPage && (
        <Button className="mt-4" onClick={() => void fetchNextPage()} disabled={isFetchingNextPage}>
          {texts.lists.more}
        </Button>
      )}
    </section>
  );
}

type Listed = z.output<typeof listCampaignsResponse>['campaigns'][number];

function CampaignRow({ campaign }: { campaign: Listed }) {
  const { campaign_id, service, location, status, created_at, offers, confirmation_ref } = campaign;
  return (
    <li>
      <a
        href={campaignHref(campaign_id)}
        data-testid="campaign-row"
        className="block rounded-lg px-2 py-2 hover:bg-sunken"
      >
        <span className="flex items-baseline justify-between gap-3">
          <span className="min-w-0 truncate font-medium">
            <bdi>{words.heading(service, location)}</bdi>
          </span>
          <span className={`shrink-0 text-sm ${status === 'failed' ? 'text-danger' : 'text-soft'}`}>
            {words.status[status]}
          </span>
        </span>
        <span className="flex justify-between gap-3 text-sm text-soft">
          <span>
            {formatInstant(created_at)} · {words.offers(offers)}
          </span>
          <span className="tabular-nums">{confirmation_ref}</span>
        </span>
      </a>
    </li>
  );
}
