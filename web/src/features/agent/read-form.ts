import type { AgentView } from '../../lib/api.ts';

/** What stands in the form; a field that was emptied takes away what was there. */
export function readForm(form: FormData): Pick<AgentView, 'knowledge' | 'address' | 'services'> {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  return {
    knowledge: text('knowledge') || null,
    address: text('address') || null,
    services: text('services')
      .split(/[,،]/)
      .map((service) => service.trim())
      .filter((service) => service !== ''),
  };
}
