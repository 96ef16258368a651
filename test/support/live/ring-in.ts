import { AccessToken, AgentDispatchClient } from 'livekit-server-sdk';
import { joinAsPerson, type Person } from '../person.ts';
import type { LiveStack } from './stack.ts';

/** Somebody rings, as LiveKit SIP puts them into a room of their own and sends for an agent. */
export async function ringIn(
  { livekit }: Pick<LiveStack, 'livekit'>,
  attributes: Record<string, string>,
): Promise<{ person: Person; room: string }> {
  const room = `call-in-${crypto.randomUUID()}`;
  const token = new AccessToken(livekit.apiKey, livekit.apiSecret, { identity: 'sip_caller', ttl: 300 });
  token.addGrant({ room, roomJoin: true });
  token.kind = 'sip';
  token.attributes = attributes;
  const person = await joinAsPerson(livekit.url, await token.toJwt());
  const dispatches = new AgentDispatchClient(
    livekit.url.replace('ws', 'http'),
    livekit.apiKey,
    livekit.apiSecret,
  );
  await dispatches.createDispatch(room, 'parley');
  return { person, room };
}
