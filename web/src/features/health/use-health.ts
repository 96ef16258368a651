import { useQuery } from '@tanstack/react-query';
import { fetchHealth } from '../../lib/api.ts';

/** Often enough that a page in trouble goes on by itself soon after the part came back. */
const troubledPollMs = 3_000;
const calmPollMs = 30_000;

export function useHealth() {
  return useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => fetchHealth(signal),
    retry: false,
    refetchInterval: ({ state }) =>
      state.error || !state.data?.ok || !state.data.livekit.ok ? troubledPollMs : calmPollMs,
  });
}
