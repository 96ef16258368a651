import type { stt, tts } from '@livekit/agents';
import type { AudioFrame, Room } from '@livekit/rtc-node';
import type { Logger } from '../../shared/logger.ts';
import type { Outcome } from '../call/call.ts';
import type { Colleague, HandedOver } from '../call/hand-over-answer.ts';
import { DialTemplateError, routeTo } from '../telephony/dial-template.ts';
import type { Dialed, Telephone } from '../telephony/telephone.ts';
import { telephoneTexts } from '../texts/telephone-texts.ts';
import { consult, type Verdict } from './consult.ts';
import type { Hearing } from './hearing.ts';
import { Loudspeaker } from './loudspeaker.ts';
import type { OperatorLeg, Operators } from './operators.ts';
import { Partition } from './partition.ts';

export interface HandOverParts {
  callId: string;
  room: Room;
  /** Identity of the person who is to be handed over. */
  person: string;
  operators: Operators;
  telephone: Telephone;
  hearing: Hearing;
  ears: stt.STT;
  voice: tts.TTS;
  /** BCP 47, of the operators too. */
  language: string;
  /** What the person hears meanwhile, without end. */
  holdAudio: () => Iterable<AudioFrame> | AsyncIterable<AudioFrame>;
  /** Local ears understand only what is expected. */
  expectYesOrNo?: () => void;
  /** The network ends the operator's leg after this whatever we do. */
  maxCallMs: number;
  logger: Logger;
}

/**
 * Brings an operator into the room of somebody who waits:
 *
 *   hold audio ─► next operator ─► ringing ─► brief, yes or no ─► both hear each other, the hold audio ends
 *                      ▲              │no answer      │no, silence, hung up
 *                      └──────────────┴───────────────┘          nobody left ─► `exhausted`
 *
 * LiveKit's own WarmTransferTask consults in a second room and merges the two with MoveParticipant, which only LiveKit
 * Cloud has. Here the operator is dialed into the person's room, and the two are kept apart until both should talk.
 */
export async function handOver(
  parts: HandOverParts,
  brief: string,
  signal: AbortSignal,
): Promise<HandedOver> {
  const over = new AbortController();
  const stopped = AbortSignal.any([signal, over.signal]);
  const [hold, whisper] = await Promise.all([
    Loudspeaker.open(parts.room, 'hold'),
    Loudspeaker.open(parts.room, 'whisper'),
  ]);
  try {
    hold.play(parts.holdAudio(), stopped).catch((error) => {
      parts.logger.warn({ err: error }, 'hold audio stopped');
    });
    // LiveKit connects the person with each new track. From then on it stays as it is set.
    await whisper.untilConnected(stopped);
    await parts.hearing.set(parts.room.name ?? '', parts.person, [whisper.sid], false);
    return await askAround(parts, whisper, brief, signal);
  } finally {
    over.abort();
    await Promise.all([hold.close(), whisper.close()]);
  }
}

async function askAround(
  parts: HandOverParts,
  whisper: Loudspeaker,
  brief: string,
  signal: AbortSignal,
): Promise<HandedOver> {
  while (!signal.aborted) {
    const next = await parts.operators.nextOperator(parts.callId);
    if (!next.ok) return { ok: false, code: next.code === 'call_ended' ? 'gone' : next.code };
    if (await askOne(parts, whisper, next.leg, brief, signal)) {
      return { ok: true, operator: colleague(next.leg) };
    }
  }
  return { ok: false, code: 'gone' };
}

/** @returns whether this operator talks with the person now */
async function askOne(
  parts: HandOverParts,
  whisper: Loudspeaker,
  leg: OperatorLeg,
  brief: string,
  signal: AbortSignal,
): Promise<boolean> {
  const { room, hearing, logger, person, operators, telephone } = parts;
  const { identity } = colleague(leg);
  const partition = new Partition({ room, hearing, logger, person, whisperSid: whisper.sid }, identity);
  try {
    const dialed = await dial(parts, leg, signal);
    if (!dialed.answered) {
      logger.info(
        { legId: leg.legId, outcome: dialed.outcome, detail: dialed.detail },
        'operator not reached',
      );
      await operators.legEnded(leg.legId, dialed.outcome, dialed.sipStatusCode);
      return false;
    }
    await operators.operatorAnswered(leg.legId, dialed.sipCallId);
    parts.expectYesOrNo?.();
    const texts = telephoneTexts(parts.language);
    const verdict = await consult({ ...parts, operator: identity, partition, whisper, texts, brief }, signal);
    logger.info({ legId: leg.legId, verdict }, 'operator asked');
    if (verdict === 'accepted') {
      await partition.join();
      return true;
    }
    await telephone.hangUp(room.name ?? '', identity);
    await operators.legEnded(leg.legId, outcomeOf(verdict), null);
    return false;
  } finally {
    partition.leave();
  }
}

async function dial(parts: HandOverParts, leg: OperatorLeg, signal: AbortSignal): Promise<Dialed> {
  const { toPhone, legId, ringTimeoutMs } = leg;
  const { callId, room, maxCallMs } = parts;
  try {
    const request = {
      callId,
      legId,
      roomName: room.name ?? '',
      participantIdentity: colleague(leg).identity,
      toPhone,
      route: routeTo(toPhone, leg.route),
      ringTimeoutMs,
      maxCallMs,
    };
    return await parts.telephone.dial(request, signal);
  } catch (error) {
    if (!(error instanceof DialTemplateError)) throw error;
    return { answered: false, outcome: 'failed', sipStatusCode: null, detail: error.message };
  }
}

/** How it stands in the ledger that an operator did not take the call. */
function outcomeOf(verdict: Verdict): Outcome {
  if (verdict === 'silent') return 'no_answer';
  return verdict === 'canceled' ? 'canceled' : 'declined';
}

function colleague({ legId, operator }: OperatorLeg): Colleague {
  return { legId, name: operator.name, identity: `operator-${legId}` };
}
