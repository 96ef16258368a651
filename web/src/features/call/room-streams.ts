import { type Room, RoomEvent, type TextStreamReader } from 'livekit-client';
import { callEvent, eventsTopic } from '../../../../src/calls/call/events.ts';
import { reportIgnored } from '../../lib/report.ts';
import type { CallSignal } from './call-signal.ts';

type Tell = (signal: CallSignal) => void;

/** Transcripts and events of a room, as signals. What nobody expects is left out and reported, never thrown. */
export function hearRoom(room: Room, tell: Tell): void {
  room.registerTextStreamHandler('lk.transcription', (reader, { identity }) => {
    const isPerson = identity === room.localParticipant.identity;
    const hearing = isPerson ? hearPerson(reader, tell) : hearAgent(reader, tell);
    // A stream that is cut by the end of the room has said all that it will say.
    hearing.catch((error) => reportIgnored('the rest of a transcription', error));
  });
  room.on(RoomEvent.DataReceived, (payload, participant, _kind, topic) => {
    if (topic !== eventsTopic) return;
    // Only the agent (and the server, which is no participant) speaks for Parley.
    if (participant && !participant.isAgent) return;
    const event = parseEvent(payload);
    if (event) tell({ type: 'event', event });
  });
}

export function parseEvent(payload: Uint8Array) {
  try {
    return callEvent.parse(JSON.parse(new TextDecoder().decode(payload)));
  } catch (error) {
    reportIgnored('a malformed event', error);
    return null;
  }
}

/** The agent's words come as deltas of one stream, which ends with the utterance (or where it was interrupted). */
async function hearAgent(reader: TextStreamReader, tell: Tell): Promise<void> {
  const segmentId = segmentOf(reader);
  let text = '';
  const hear = (final: boolean) =>
    tell({ type: 'heard', piece: { segmentId, speaker: 'agent', text, final } });
  try {
    for await (const delta of reader) {
      text += delta;
      hear(false);
    }
  } finally {
    hear(true);
  }
}

/** The person's words come whole: one stream a wording, all of one segment id, the last one marked as final. */
async function hearPerson(reader: TextStreamReader, tell: Tell): Promise<void> {
  const final = reader.info.attributes?.['lk.transcription_final'] === 'true';
  const segmentId = segmentOf(reader);
  const text = await reader.readAll();
  tell({ type: 'heard', piece: { segmentId, speaker: 'person', text, final } });
}

const segmentOf = (reader: TextStreamReader): string =>
  reader.info.attributes?.['lk.segment_id'] ?? reader.info.id;
