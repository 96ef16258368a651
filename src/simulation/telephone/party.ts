import { Room, RoomEvent } from '@livekit/rtc-node';
import { AccessToken } from 'livekit-server-sdk';
import type { DialRequest } from '../../calls/telephony/telephone.ts';
import { throughTelephone } from './band.ts';
import { Mouth } from './mouth.ts';

export interface LivekitAccess {
  /** ws or wss. */
  url: string;
  apiKey: string;
  apiSecret: string;
}

/** One English text as 16-bit mono samples at 16 kHz. */
export type Speak = (text: string) => Promise<Int16Array>;

/** The voice reads other scripts letter by letter, or not at all. */
export function isSayable(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/** The token is used once, on joining. */
const tokenTtlSeconds = 120;

/** Somebody's telephone in a room, as LiveKit SIP would put it there. */
export class Party {
  readonly room: Room;
  /** Resolves once this party is not in the room any more, whoever ended it. */
  readonly gone: Promise<void>;
  private readonly mouth: Mouth;
  private readonly speak: Speak;

  private constructor(room: Room, mouth: Mouth, speak: Speak) {
    this.room = room;
    this.mouth = mouth;
    this.speak = speak;
    this.gone = new Promise((resolve) => {
      room.on(RoomEvent.Disconnected, () => {
        mouth.close();
        resolve();
      });
    });
  }

  static async join(access: LivekitAccess, request: DialRequest, speak: Speak): Promise<Party> {
    const room = new Room();
    // LiveKit tells the linked participant about its session here; a telephone has no ear for that.
    room.registerByteStreamHandler('lk.agent.session', async (reader) => reader.close());
    await room.connect(access.url, await tokenFor(access, request), { autoSubscribe: true, dynacast: false });
    return new Party(room, await Mouth.open(room), speak);
  }

  get isSpeaking(): boolean {
    return this.mouth.isSpeaking;
  }

  /** Says it aloud; what this voice cannot say is typed, so that a call in another language can be had all the same. */
  async say(text: string): Promise<void> {
    if (isSayable(text)) await this.play(await this.speak(text));
    else if (this.room.isConnected) await this.room.localParticipant?.sendText(text, { topic: 'lk.chat' });
  }

  async play(samples: Int16Array): Promise<void> {
    if (this.room.isConnected && !this.mouth.isSpeaking) await this.mouth.say(throughTelephone(samples));
  }

  /** RFC 4733 events, as they arrive from a telephone. */
  async press(digits: string): Promise<void> {
    for (const digit of digits) await this.room.localParticipant?.publishDtmf(dtmfCode(digit), digit);
  }

  async leave(): Promise<void> {
    this.mouth.close();
    await this.room.disconnect();
  }
}

function dtmfCode(digit: string): number {
  return '0123456789*#'.indexOf(digit);
}

/** The attributes are those that livekit-sip sets on whom it called. */
function tokenFor({ apiKey, apiSecret }: LivekitAccess, request: DialRequest): Promise<string> {
  const { participantIdentity: identity, roomName: room, route } = request;
  const token = new AccessToken(apiKey, apiSecret, { identity, name: identity, ttl: tokenTtlSeconds });
  token.addGrant({ room, roomJoin: true, canPublish: true, canSubscribe: true, canPublishData: true });
  token.kind = 'sip';
  token.attributes = {
    'sip.callID': sipCallIdOf(request),
    'sip.callStatus': 'active',
    'sip.phoneNumber': request.toPhone,
    'sip.trunkPhoneNumber': route.callerId,
    'sip.trunkID': route.livekitTrunkId ?? 'simulation',
    'parley.callId': request.callId,
    'parley.legId': request.legId,
  };
  return token.toJwt();
}

export function sipCallIdOf({ legId }: Pick<DialRequest, 'legId'>): string {
  return `simulated-${legId}`;
}
