import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Rooms } from '../calls/call/rooms.ts';
import type { Config } from '../config.ts';
import { type DialWork, dialDue, sendAgent } from '../dialing/dial-round.ts';
import type { Logger } from '../shared/logger.ts';
import type { Round } from '../shared/round.ts';

/** What is due is dialed within this time. */
const everyMs = 1000;
/** Each typed call is a session in this process: a few megabytes, and half a minute where nobody says a word. */
const typedAtOnce = 50;

/**
 * The round that calls whom is due: by an agent in a room, or without a LiveKit server by typing in this process, where
 * only simulated people can be reached.
 */
export function createDialRound(
  config: Config,
  ports: Pick<DialWork, 'calls' | 'dialing'> & { rooms: Rooms | null },
  logger: Logger,
): Round {
  const { rooms, calls, dialing } = ports;
  const work: Omit<DialWork, 'carry'> = {
    runnerId: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
    batchSize: config.DIALER_BATCH_SIZE,
    simulated: config.SIMULATED_CALLS,
    dialing,
    calls,
    logger,
  };
  if (rooms !== null) {
    const carry: DialWork['carry'] = (call) => sendAgent(rooms, call);
    const inRooms = { ...work, agentName: config.AGENT_NAME, carry };
    return { name: 'dial', everyMs, run: async () => (await dialDue(inRooms)) > 0 };
  }
  if (!config.SIMULATED_CALLS) {
    logger.warn('nobody is called: SIMULATED_CALLS is false and no LiveKit server is configured');
    return { name: 'dial', everyMs, run: async () => false };
  }
  let typed: Promise<() => Promise<boolean>> | undefined;
  const run = async () => {
    typed ??= createTyped(config, work);
    return (await typed)();
  };
  return { name: 'dial', everyMs, run };
}

/** Loaded only where it is used: the agent's framework takes a hundred megabytes. */
async function createTyped(config: Config, work: Omit<DialWork, 'carry'>): Promise<() => Promise<boolean>> {
  const [{ createDependencies }, { createTypedCalls }, { createTypedDialing }] = await Promise.all([
    import('../wiring/dependencies.ts'),
    import('../wiring/typed-calls.ts'),
    import('./typed-dialing.ts'),
  ]);
  const typed = createTypedCalls(createDependencies(config));
  return createTypedDialing({ ...work, typed, mostAtOnce: typedAtOnce });
}
