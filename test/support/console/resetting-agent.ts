import { connect } from 'node:net';
import { AgentSession as protocol } from '@livekit/protocol';
import { encodeFrame } from '../../../src/cli/console/frames.ts';

/** An agent that says goodbye and whose socket is then reset: `node resetting-agent.ts HOST:PORT reset|garbage`. */
const [address = '', manner] = process.argv.slice(2);
const [host = '', port] = address.split(':');

const text = { payload: { case: 'text', value: 'Goodbye.' } } as const;
const message = new protocol.ChatMessage({
  id: 'farewell',
  role: protocol.ChatRole.ASSISTANT,
  content: [text],
});
const item = new protocol.ChatContext_ChatItem({ item: { case: 'message', value: message } });
const added = new protocol.AgentSessionEvent_ConversationItemAdded({ item });
const event = new protocol.AgentSessionEvent({ event: { case: 'conversationItemAdded', value: added } });
const farewell = encodeFrame(new protocol.AgentSessionMessage({ message: { case: 'event', value: event } }));

const socket = connect(Number(port), host, () => socket.write(farewell));
// The console types only once it has heard us, so the farewell is read before the line is cut.
socket.on('data', () => {
  if (manner === 'garbage') socket.write(Buffer.from('ffffffff', 'hex'));
  else socket.resetAndDestroy();
});
// The process stays, as LiveKit's does: only the socket says that the call is over.
setInterval(() => {}, 1000);
