import { useHealth } from '../features/health/use-health.ts';
import { agentHref, callsHref, campaignsHref, homeHref } from '../lib/routes.ts';
import { useScenarioPages } from '../lib/scenario-page.ts';
import { texts } from '../lib/texts/texts.ts';
import type { Route } from './route.ts';

const currentHref: Partial<Record<Route['page'], string>> = {
  campaigns: campaignsHref,
  'new campaign': campaignsHref,
  campaign: campaignsHref,
};

export function Header({ page }: { page: Route['page'] }) {
  return (
    <header className="mx-auto flex w-full max-w-6xl items-center justify-between gap-4 px-3 py-3 sm:px-6">
      <a href={homeHref} className="flex items-center gap-2.5 font-semibold tracking-tight">
        <img src="/favicon.svg" alt="" width={26} height={26} />
        Parley
      </a>
      <nav aria-label={texts.shell.navigation} className="flex gap-1 text-sm">
        <NavLink href={homeHref} isCurrent={page === 'call'}>
          {texts.shell.call}
        </NavLink>
        <NavLink href={callsHref} isCurrent={page === 'calls' || page === 'record'}>
          {texts.shell.calls}
        </NavLink>
        {useOwnPages().map(({ title, href }) => (
          <NavLink key={href} href={href} isCurrent={currentHref[page] === href}>
            {title}
          </NavLink>
        ))}
        <NavLink href={agentHref} isCurrent={page === 'agent'}>
          {texts.shell.agent}
        </NavLink>
      </nav>
    </header>
  );
}

function NavLink({ href, isCurrent, children }: { href: string; isCurrent: boolean; children: string }) {
  return (
    <a
      href={href}
      aria-current={isCurrent ? 'page' : undefined}
      className={`inline-flex min-h-9 items-center rounded-lg px-3 font-medium ${isCurrent ? 'bg-sunken text-ink' : 'text-soft hover:text-ink'}`}
    >
      {children}
    </a>
  );
}

/** Of the scenarios that this organization has. */
function useOwnPages() {
  const { data } = useHealth();
  const pageOf = useScenarioPages();
  return (data?.organization?.scenarios ?? []).flatMap(({ name }) => pageOf(name).ownPage ?? []);
}
