import type { Config } from '../../config.ts';
import { livekitPorts } from '../../embedded/livekit-server.ts';
import type { WantedPort } from './ports.ts';

/** What the parts that will be started listen on. A LiveKit server of somebody else needs none here. */
export function wantedPorts(config: Config): WantedPort[] {
  const page = { owner: 'the page and API', ...moved('PORT', config.PORT), host: config.HOST };
  const agent = { owner: 'the agent', ...moved('AGENT_PORT', config.AGENT_PORT) };
  if (config.LIVEKIT_URL) return [page, agent];
  const { signal, mediaTcp, mediaUdp } = livekitPorts(config.LIVEKIT_PORT);
  const livekit = { owner: 'livekit-server', ...moved('LIVEKIT_PORT', config.LIVEKIT_PORT) };
  return [
    page,
    agent,
    { ...livekit, port: signal },
    { ...livekit, port: mediaTcp, owner: "livekit-server's media" },
    { ...livekit, port: mediaUdp, owner: "livekit-server's media", protocol: 'udp' },
  ];
}

function moved(variable: string, setTo: number) {
  return { variable, setTo, port: setTo };
}
