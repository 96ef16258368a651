import { useQuery } from '@tanstack/react-query';
import { fetchCaptures, listPollMs } from '../../lib/api.ts';

export function useCaptures() {
  return useQuery({
    queryKey: ['captures'],
    queryFn: ({ signal }) => fetchCaptures(signal),
    refetchInterval: listPollMs,
    retry: false,
  });
}
