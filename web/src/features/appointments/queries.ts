import { useQuery } from '@tanstack/react-query';
import { fetchAppointments, listPollMs } from '../../lib/api.ts';

export function useAppointments() {
  return useQuery({
    queryKey: ['appointments'],
    queryFn: ({ signal }) => fetchAppointments(signal),
    refetchInterval: listPollMs,
    retry: false,
  });
}
