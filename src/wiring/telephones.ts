import type { OpenedCall } from '../calls/call/call.ts';
import type { Telephone } from '../calls/telephony/telephone.ts';
import type { Dependencies } from './dependencies.ts';

/** Who is dialed about what; a simulated network has to know whom it plays. Null where we were called. */
export type Dialed = { phone: string; attempt: number; scenario: string } | null;

/**
 * The network that this call is on: trunks of LiveKit SIP, or simulated people. Which one was decided when the call was
 * claimed; a person who rang us is handed over on the trunks unless calls are simulated.
 */
export async function telephoneFor(
  dependencies: Dependencies,
  { call, agent }: OpenedCall,
  person: Dialed,
): Promise<Telephone | null> {
  const { config, trunks, logger } = dependencies;
  const isSimulated = call.direction === 'outbound' ? call.channel === 'simulation' : config.SIMULATED_CALLS;
  if (!isSimulated) return trunks;
  const { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = config;
  if (!url || !apiKey || !apiSecret) return null;
  // Loaded only where it is used: every call pays for its process by the megabyte.
  const [{ createSimulatedTelephone }, { speakWithFlite }, rehearsal] = await Promise.all([
    import('../simulation/telephone.ts'),
    import('../embedded/speech/flite.ts'),
    person && dependencies.scenarios.rehearsalOf(person.scenario),
  ]);
  return createSimulatedTelephone({
    livekit: { url: url.replace(/^http/, 'ws'), apiKey, apiSecret },
    seed: config.SIMULATION_SEED,
    language: agent.language,
    person: person && rehearsal && { ...person, part: rehearsal.person },
    // Not the agent's voice, so that a listener can tell the two apart.
    speak: (text) => speakWithFlite(text, { voice: 'rms', rate: 1 }),
    logger: logger.child({ callId: call.id }),
  });
}
