import { ActivityList } from '../../components/activity-list.tsx';
import { Panel } from '../../components/panel.tsx';
import type { Activity } from '../../lib/activity.ts';
import type { ScenarioPage } from '../../lib/scenario-page.ts';
import { texts } from '../../lib/texts/texts.ts';

/** What the agent looked up and changed, as it happens. */
export function ActivityPanel({ activity, page }: { activity: Activity; page: ScenarioPage }) {
  return (
    <Panel title={texts.call.activity} className="flex flex-col lg:min-h-0" testId="activity">
      <div className="min-h-0 overflow-y-auto px-2 pb-2">
        {activity.length === 0 ? (
          <p className="px-2 pb-2 text-sm text-soft">{texts.call.activityEmpty}</p>
        ) : (
          <ActivityList activity={activity} page={page} />
        )}
      </div>
    </Panel>
  );
}
