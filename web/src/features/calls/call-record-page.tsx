import { ArrowLeft } from 'lucide-react';
import type { CallDetailResponse } from '../../../../src/http/contract.ts';
import { ActivityList } from '../../components/activity-list.tsx';
import { CostTable } from '../../components/cost-table.tsx';
import { LatencyTable } from '../../components/latency-table.tsx';
import { ListState } from '../../components/list-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { activityOf } from '../../lib/activity.ts';
import { ApiError } from '../../lib/api.ts';
import { formatInstant } from '../../lib/format.ts';
import { callsHref } from '../../lib/routes.ts';
import { type ScenarioPage, useScenarioPages } from '../../lib/scenario-page.ts';
import { texts } from '../../lib/texts/texts.ts';
import { callLength, callResult, callTitle } from './call-row.tsx';
import { useCallRecord } from './queries.ts';
import { RecordingPlayer } from './recording-player.tsx';
import { TurnList } from './turn-list.tsx';

/** One kept call: what was said, what was done, what it cost. */
export function CallRecordPage({ callId }: { callId: string }) {
  const { data, error, isPending } = useCallRecord(callId);
  const isMissing = error instanceof ApiError && (error.status === 404 || error.status === 400);
  return (
    <div data-testid="call-record" className="flex flex-col gap-4">
      <p>
        <a href={callsHref} className="inline-flex items-center gap-1.5 text-sm text-soft hover:text-ink">
          <ArrowLeft size={16} aria-hidden className="rtl:-scale-x-100" />
          {texts.record.back}
        </a>
      </p>
      <h1 tabIndex={-1} data-page-heading className="text-2xl font-semibold tracking-tight">
        <bdi>{data ? callTitle(data.call) : texts.record.title}</bdi>
      </h1>
      {isMissing ? (
        <p className="text-soft">{texts.record.notFound}</p>
      ) : (
        <ListState isPending={isPending} error={data ? null : error} isEmpty={false} empty="" />
      )}
      {data && <Record record={data} />}
    </div>
  );
}

function Record({ record }: { record: CallDetailResponse }) {
  const t = texts.record;
  const page = useScenarioPages()(record.call.scenario);
  const activity = activityOf(record.events);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="flex flex-col gap-4">
        <Panel title={t.summary}>
          <div className="flex flex-col gap-3 px-4 pb-4">
            <Facts record={record} page={page} />
            {record.summary && (
              <p dir="auto" className="max-w-prose">
                {record.summary.summary}
              </p>
            )}
          </div>
        </Panel>
        {record.recording && (
          <Panel title={t.recording}>
            <div className="px-4 pb-4">
              <RecordingPlayer recording={record.recording} />
            </div>
          </Panel>
        )}
        <Panel title={t.transcript}>
          <TurnList turns={record.turns} />
        </Panel>
      </div>
      <div className="flex flex-col gap-4">
        {page.afterCall?.map(({ title, Part }) => (
          <Panel key={title} title={title}>
            <div className="px-4 pb-4">
              <Part activity={activity} told={record} user_preferences={record.user_preferences} />
            </div>
          </Panel>
        ))}
        <Panel title={t.events}>
          <div className="px-2 pb-2">
            {activity.length === 0 ? (
              <p className="px-2 pb-2 text-soft">{t.noEvents}</p>
            ) : (
              <ActivityList activity={activity} page={page} />
            )}
          </div>
        </Panel>
        <Panel title={t.cost}>
          <div className="flex flex-col gap-4 px-4 pb-4">
            <CostTable cost={record.cost_breakdown} />
            <LatencyTable turns={record.turns} />
          </div>
        </Panel>
      </div>
    </div>
  );
}

function Facts({
  record: { call, end_reason, sentiment, operator },
  page,
}: {
  record: CallDetailResponse;
  page: ScenarioPage;
}) {
  const t = texts.record;
  const facts: [string, string | null][] = [
    [t.started, formatInstant(call.started_at)],
    [t.length, callLength(call)],
    [t.channel, `${texts.channels[call.channel]}${call.rehearsal ? ` (${texts.shell.rehearsal})` : ''}`],
    [t.person, call.person?.phone ?? null],
    [t.about, page.words.title],
    [t.result, callResult(call, page)],
    [t.ending, end_reason && (texts.endReasons[end_reason] ?? end_reason)],
    [t.operator, operator],
    [t.sentiment, sentiment && texts.sentiments[sentiment]],
  ];
  return (
    <dl className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-4 gap-y-2 text-sm">
      {facts.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt className="text-soft">{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
