import { useEffect, useRef, useState } from 'react';
import { campaignPath } from '../../lib/api.ts';
import { followEvents } from '../../lib/follow-events.ts';
import { type News, readNews } from './news.ts';
import { isGoingOn, useCampaign } from './queries.ts';

/** A campaign as it is now, and what happened in it from the beginning on. */
export function useLiveCampaign(campaignId: string) {
  const { data, error, isPending, isFetching, refetch } = useCampaign(campaignId);
  const isOpen = isGoingOn(data?.status);
  const { news, isConnected } = useNews(campaignId, data !== undefined, isOpen);
  const lastId = news.at(-1)?.id ?? 0;
  const seen = useRef(0);
  // One question at a time, however fast events come; whatever comes meanwhile is one more question after it.
  useEffect(() => {
    if (isFetching || lastId === seen.current) return;
    seen.current = lastId;
    void refetch();
  }, [isFetching, lastId, refetch]);
  return { campaign: data, error, isPending, news, isInterrupted: isOpen && isConnected === false };
}

/**
 * The stream is opened once the campaign is known, and again when it goes on after it was over: somebody takes a slot
 * after the search.
 */
function useNews(campaignId: string, isKnown: boolean, isOpen: boolean) {
  const [news, setNews] = useState<readonly News[]>([]);
  const [isConnected, setConnected] = useState<boolean | null>(null);
  const last = useRef<string | null>(null);
  useEffect(() => {
    if (!isKnown) return;
    const controller = new AbortController();
    void followEvents({
      path: `${campaignPath(campaignId)}/events`,
      after: last.current,
      isOpen,
      onEvent(event) {
        if (controller.signal.aborted) return;
        last.current = event.id;
        const one = readNews(event);
        if (one) setNews((known) => [...known, one]);
      },
      onConnected: setConnected,
      signal: controller.signal,
    }).catch(() => setConnected(false));
    return () => controller.abort();
  }, [campaignId, isKnown, isOpen]);
  return { news, isConnected };
}
