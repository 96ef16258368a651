import { Meter } from '../calls/call/meter.ts';
import { LiveCall } from '../calls/live-call.ts';
import type { LiveCallParts } from '../calls/live-call-parts.ts';
import { recordCall } from '../calls/recording/record-call.ts';
import type { Prompts } from '../calls/script/prompts.ts';
import { handOver } from '../calls/transfer/hand-over.ts';
import type { Logger } from '../shared/logger.ts';
import { createProviders, type Providers } from '../wiring/providers.ts';
import { holdAudioOf, scriptPartsOf } from '../wiring/script-parts.ts';
import type { CallContext } from './call-context.ts';
import { listenForKeys } from './keys.ts';
import { leaveRoom } from './leave-room.ts';
import { stayUntilOver } from './stay.ts';

/**
 * Makes everything that a call needs ready, so that it can begin the moment somebody is there. A call that nobody
 * answers is given back with `abandon`.
 */
export async function prepareCall(
  context: CallContext,
): Promise<{ live: LiveCall; abandon: () => Promise<void> }> {
  const { job, dependencies, opened } = context;
  const logger = dependencies.logger.child({ callId: opened.call.id });
  const meter = new Meter();
  let call: LiveCall | undefined;
  const providers = await createProviders({
    config: dependencies.config,
    scenarios: dependencies.scenarios,
    opened,
    meter,
    clock: dependencies.clock,
    logger,
    onFault: (fault) => call?.trouble.notice(fault),
  });
  const { model, promptSpeech } = providers;
  const script = scriptPartsOf({ dependencies, opened, model, speech: promptSpeech, logger });
  const live = new LiveCall({
    opened,
    scenario: context.scenario,
    script,
    ...(context.request ? { request: context.request } : {}),
    ...providers,
    meter,
    store: context.store,
    ...(context.known ? { known: context.known } : {}),
    users: dependencies.users,
    contactPreferences: dependencies.contactPreferences,
    calls: dependencies.calls,
    queue: context.queue,
    keptEndings: dependencies.keptEndings,
    leaseSeconds: dependencies.config.CALL_LEASE_SECONDS,
    clock: dependencies.clock,
    logger,
    ...(job.isFakeJob
      ? {}
      : { room: job.room, closeRoom: () => leaveRoom({ job, dependencies, callId: opened.call.id }) }),
    ...recordingOf(context, logger),
    ...waysOut(context, providers, script.prompts),
    onEnded: async (_ending, colleague) => {
      await providers.close();
      if (colleague) await stayUntilOver(context, colleague);
    },
  });
  call = live;
  if (context.person) listenForKeys(job.room, context.person, opened, live);
  job.addShutdownCallback(async () => void (await live.ending.jobEnds()));
  return { live, abandon: () => providers.close() };
}

/** Nothing of a call is recorded before its person has heard that it is. */
function recordingOf(
  { job, dependencies, opened, person }: CallContext,
  logger: Logger,
): Pick<LiveCallParts, 'record' | 'recorded'> {
  const { recording, clock } = dependencies;
  if (!recording || !person) return {};
  const { call, organization } = opened;
  const parts = { ...recording, room: job.room, personIdentity: person, call, organization, clock, logger };
  return { recorded: true, record: (disclosure) => recordCall({ ...parts, disclosure }) };
}

/** To whom a person can be handed over, where telephones can be rung. */
function waysOut(
  context: CallContext,
  providers: Providers,
  prompts: Prompts,
): Pick<LiveCallParts, 'handOver'> {
  const { job, dependencies, opened, telephone, person } = context;
  const { hearing, dialing } = dependencies;
  const { ears, voice } = providers;
  if (!telephone || !hearing || !person || !ears || !voice) return {};
  const { call, agent } = opened;
  return {
    handOver: (brief, { signal, expectYesOrNo }) =>
      handOver(
        {
          callId: call.id,
          room: job.room,
          person,
          operators: dialing,
          telephone,
          hearing,
          ears,
          voice,
          language: agent.language,
          holdAudio: () => holdAudioOf(prompts),
          expectYesOrNo,
          maxCallMs: agent.maxCallSeconds * 1000,
          logger: dependencies.logger.child({ callId: call.id }),
        },
        brief,
        signal,
      ),
  };
}
