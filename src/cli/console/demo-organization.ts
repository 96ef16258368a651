import type { Config } from '../../config.ts';

/** The organization that a scenario is shown with, where no other is asked for. */
const demoOrganizations: Record<string, string> = {
  order: 'demo-restaurant',
  arrival: 'demo-restaurant',
  recovery: 'demo-restaurant',
  outreach: 'demo-academy',
};
const defaultOrganization = 'demo-clinic';

/** Whoever sets ORGANIZATION means it; otherwise it is one that does what is asked for. */
export function organizationFor(scenario: string, { ORGANIZATION }: Pick<Config, 'ORGANIZATION'>): string {
  if (ORGANIZATION !== defaultOrganization) return ORGANIZATION;
  return demoOrganizations[scenario] ?? ORGANIZATION;
}
