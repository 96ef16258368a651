import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { fetchCall, fetchCalls, fetchWaitingCalls, listPollMs } from '../../lib/api.ts';

const recordPollMs = 1_000;
/** The summary is leased work that a crash delays by a lease; by then somebody else has done it. */
const summaryPatienceMs = 60_000;

export function useCalls() {
  return useInfiniteQuery({
    queryKey: ['calls'],
    queryFn: ({ pageParam, signal }) => fetchCalls(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: listPollMs,
    retry: false,
  });
}

/** Calls that are owed, the next one first. */
export function useWaitingCalls() {
  return useQuery({
    queryKey: ['call-requests'],
    queryFn: ({ signal }) => fetchWaitingCalls(signal),
    refetchInterval: listPollMs,
    retry: false,
  });
}

/** One call, looked at again and again until it has ended and its summary is written. */
export function useCallRecord(callId: string | null) {
  const [since, setSince] = useState(Date.now);
  const [isGivenUp, setGivenUp] = useState(false);
  useEffect(() => {
    setGivenUp(false);
    const timer = setTimeout(() => setGivenUp(true), since + summaryPatienceMs - Date.now());
    return () => clearTimeout(timer);
  }, [since]);
  const query = useQuery({
    queryKey: ['calls', callId],
    queryFn: ({ signal }) => fetchCall(callId ?? '', signal),
    enabled: callId !== null,
    refetchInterval: ({ state: { data } }) => {
      const isComplete = data?.summary && data.call.ended_at;
      const isRunning = data && !data.call.ended_at;
      return isComplete || (isGivenUp && !isRunning) ? false : recordPollMs;
    },
    retry: false,
  });
  return {
    ...query,
    isGivenUp,
    lookAgain() {
      setSince(Date.now());
      void query.refetch();
    },
  };
}
