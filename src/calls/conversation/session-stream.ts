import { voice } from '@livekit/agents';

/**
 * Closes LiveKit's session stream on every call of this process. Through the byte stream `lk.agent.session` whoever holds
 * a token of the room is told each tool call with its answer, and on asking the instructions, the tools and the whole
 * history; and they may run turns past what Parley checks, or silence the agent. `AgentSession` opens it in every room and
 * has no setting against it (agents 1.9.0), so its way to the room is taken away before there is a session: nothing is
 * registered and nothing sent. The console has a way of its own.
 */
export function closeSessionStream(): void {
  const stream = voice.RoomSessionTransport.prototype;
  stream.start = async () => {};
  stream.sendMessage = async () => {};
}
