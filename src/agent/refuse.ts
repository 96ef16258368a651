import type { JobContext } from '@livekit/agents';
import { z } from 'zod';
import type { OpenedCall } from '../calls/call/call.ts';
import type { Refused } from '../calls/call/reception.ts';
import type { WriteQueue } from '../calls/call/write-queue.ts';
import { noClaims } from '../calls/claims/claim-meaning.ts';
import type { Scenario } from '../calls/scenario/scenario.ts';
import { telephoneTexts } from '../calls/texts/telephone-texts.ts';
import { textsFor } from '../calls/texts/texts.ts';
import type { Dependencies } from '../wiring/dependencies.ts';
import { prepareCall } from './prepare-call.ts';
import type { Presence } from './presence.ts';
import { startWith } from './start-with.ts';

/**
 * Says why the call is not taken, and ends it for that reason.
 * @returns false when nobody was there any more to be told
 */
export async function refuse(options: {
  job: JobContext;
  dependencies: Dependencies;
  opened: OpenedCall;
  admission: Refused;
  presence: Presence;
  queue: WriteQueue;
  person: string | undefined;
}): Promise<boolean> {
  const { job, dependencies, opened, admission, presence, queue, person } = options;
  const text = sentence(opened, admission);
  const { live, abandon } = await prepareCall({
    job,
    dependencies,
    opened,
    queue,
    scenario: announcement(text),
    store: null,
    telephone: null,
  });
  void live.ending.left.then(({ endReason }) => job.shutdown(endReason));
  const input = { opens: false, ...(person === undefined ? {} : { participantIdentity: person }) };
  if (!(await startWith(presence, live, textsFor(opened.agent.language), input))) {
    await abandon();
    return false;
  }
  await live.ending.refuse(text, admission);
  return true;
}

function sentence({ agent, organization }: OpenedCall, admission: Refused): string {
  const texts = telephoneTexts(agent.language);
  if (admission === 'out_of_hours') return texts.outOfHours(organization.name);
  if (admission === 'all_busy') return texts.allBusy(organization.name);
  return admission === 'refused_caller' ? texts.refusedCaller : texts.unknownNumber;
}

const nothingToTell = () => ({ told: [], nothing: '', event: {} });

/** A call in which one thing is said and nothing can be done. */
function announcement(text: string): Scenario {
  return {
    name: 'announcement',
    isAnswered: true,
    input: z.unknown(),
    dispositions: [],
    instructions: () => '',
    opening: () => text,
    answerPolicy: () => ({ voicemail: 'hang_up', screener: { say: text }, ivr: 'hang_up' }),
    tools: [],
    begin: () => null,
    expectation: () => null,
    claims: noClaims,
    summarize: nothingToTell,
    summarizeRows: nothingToTell,
    disposition: () => null,
  };
}
