import { useQuery } from '@tanstack/react-query';
import { fetchExpectedCustomers, listPollMs } from '../../lib/api.ts';

/** Those who have ordered and not come yet. */
export function useExpectedCustomers() {
  return useQuery({
    queryKey: ['customers', 'expected'],
    queryFn: ({ signal }) => fetchExpectedCustomers(signal),
    refetchInterval: listPollMs,
    retry: false,
  });
}
