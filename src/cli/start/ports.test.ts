import { describe, expect, it } from 'vitest';
import { readConfig } from '../../config.ts';
import { checkPorts, describeClashes } from './ports.ts';
import { wantedPorts } from './wanted-ports.ts';

const clashesOf = (variables: Record<string, string>) => describeClashes(wantedPorts(readConfig(variables)));

describe('two settings that want the same port', () => {
  it('are both named, with whose ports they are and what to change', () => {
    expect(clashesOf({ PORT: '8081' })).toEqual([
      'PORT=8081 and AGENT_PORT=8081 both want port 8081: for the page and API, and for the agent. ' +
        'Change one of them (for example PORT=8082).',
    ]);
    expect(clashesOf({ PORT: '7880' })).toEqual([
      'PORT=7880 and LIVEKIT_PORT=7880 both want port 7880: for the page and API, and for livekit-server. ' +
        'Change one of them (for example PORT=7883).',
    ]);
  });

  it('are named also where one of them is a port that follows LIVEKIT_PORT', () => {
    expect(clashesOf({ AGENT_PORT: '7881' })).toEqual([
      "AGENT_PORT=7881 and LIVEKIT_PORT=7880 both want port 7881: for the agent, and for livekit-server's media. " +
        'Change one of them (for example AGENT_PORT=7883).',
    ]);
  });

  it('are all named at once, before a port is opened', async () => {
    const wanted = wantedPorts(readConfig({ PORT: '7880', AGENT_PORT: '7880' }));
    await expect(checkPorts(wanted)).rejects.toThrow(
      /PORT=7880 and AGENT_PORT=7880.*\nPORT=7880 and LIVEKIT_PORT=7880.*\nAGENT_PORT=7880 and LIVEKIT_PORT=7880/,
    );
  });

  it.each([
    ['the defaults', {}],
    ['TCP beside UDP', { PORT: '7882' }],
    [
      'a LiveKit server elsewhere',
      {
        PORT: '7880',
        LIVEKIT_URL: 'wss://livekit.example.com',
        LIVEKIT_API_KEY: 'key',
        LIVEKIT_API_SECRET: 'secret',
      },
    ],
    ['another address of this machine', { PORT: '8081', HOST: '192.0.2.1' }],
  ])('are not seen in %s', (_what, variables) => {
    expect(clashesOf(variables as Record<string, string>)).toEqual([]);
  });

  it('are seen where one listens on every address', () => {
    expect(clashesOf({ PORT: '8081', HOST: '0.0.0.0' })).toHaveLength(1);
  });
});
