import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CampaignView } from '../../../../src/campaigns/campaign-views.ts';
import {
  cancelCampaign,
  confirmSlot,
  fetchCampaign,
  fetchCampaigns,
  listPollMs,
  startCampaign,
} from '../../lib/api.ts';

const listKey = ['campaigns'];
const keyOf = (campaignId: string) => [...listKey, campaignId];

/** As many as the server sends when it is not told otherwise. */
const pageSize = 50;

/** Campaigns, the newest first. */
export function useCampaigns() {
  return useInfiniteQuery({
    queryKey: [...listKey, 'list'],
    queryFn: ({ pageParam, signal }) => fetchCampaigns(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ campaigns }) =>
      campaigns.length < pageSize ? null : (campaigns.at(-1)?.created_at ?? null),
    refetchInterval: listPollMs,
    retry: false,
  });
}

/** Calls go on, or a provider is asked: there is more to come. */
export const isGoingOn = (status: CampaignView['status'] | undefined) =>
  status === 'running' || status === 'confirming';

/** One campaign. Its events say when to look again; it is looked at now and then as well, for what has none, such as costs. */
export function useCampaign(campaignId: string) {
  return useQuery({
    queryKey: keyOf(campaignId),
    queryFn: ({ signal }) => fetchCampaign(campaignId, signal),
    refetchInterval: ({ state: { data, error } }) => (error || isGoingOn(data?.status) ? listPollMs : false),
    retry: false,
  });
}

export function useStartCampaign() {
  return useMutation({
    mutationFn: ({ body, key }: { body: Parameters<typeof startCampaign>[0]; key: string }) =>
      startCampaign(body, key),
  });
}

/** Whatever the answer was, the campaign is another one now: also a refusal says that something has changed. */
export function useConfirmSlot(campaignId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Parameters<typeof confirmSlot>[1]) => confirmSlot(campaignId, body),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(campaignId) }),
  });
}

export function useCancelCampaign(campaignId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => cancelCampaign(campaignId),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(campaignId) }),
  });
}
