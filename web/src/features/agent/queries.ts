import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type AgentView, changeAgent, fetchAgent } from '../../lib/api.ts';

const queryKey = ['agent'];

/** Asked once: what somebody is writing is not written over. */
export function useAgent() {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => fetchAgent(signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

export function useSaveAgent() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: changeAgent,
    onSuccess: (agent: AgentView) => client.setQueryData(queryKey, agent),
  });
}
