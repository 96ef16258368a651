import type { OpenedCall } from '../calls/call/call.ts';
import type { Telephone } from '../calls/telephony/telephone.ts';
import type { Dependencies } from './dependencies.ts';
import { partOf } from './part-of.ts';

/** Who is dialed, and how often they were before; a simulated network has to know whom it plays. Null where we were called. */
export type Dialed = { phone: string; attempt: number } | null;

/**
 * The network that this call is on: trunks of LiveKit SIP, or simulated people. Which one was decided when the call was
 * claimed; a person who rang us is handed over on the trunks unless calls are simulated.
 */
export async function telephoneFor(
  dependencies: Dependencies,
  opened: OpenedCall,
  person: Dialed,
): Promise<Telephone | null> {
  const { config, trunks, logger } = dependencies;
  const { call, agent } = opened;
  const isSimulated = call.direction === 'outbound' ? call.channel === 'simulation' : config.SIMULATED_CALLS;
  if (!isSimulated) return trunks;
  const { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = config;
  if (!url || !apiKey || !apiSecret) return null;
  // Loaded only where it is used: every call pays for its process by the megabyte.
  const [{ createSimulatedTelephone }, { speakWithFlite }, part] = await Promise.all([
    import('../simulation/telephone.ts'),
    import('../embedded/speech/flite.ts'),
    person && partOf(dependencies, opened),
  ]);
  return createSimulatedTelephone({
    livekit: { url: url.replace(/^http/, 'ws'), apiKey, apiSecret },
    seed: config.SIMULATION_SEED,
    language: agent.language,
    person: person && part && { ...person, part },
    // Not the agent's voice, so that a listener can tell the two apart.
    speak: (text) => speakWithFlite(text, { voice: 'rms', rate: 1 }),
    logger: logger.child({ callId: call.id }),
  });
}
