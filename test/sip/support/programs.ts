import { findProgram, isExecutable } from '../../../src/embedded/programs.ts';

/** livekit-sip ships as an image, so it is named by LIVEKIT_SIP_BIN or found on the PATH. */
export function findLivekitSip(): string | null {
  const named = process.env.LIVEKIT_SIP_BIN;
  if (named) return isExecutable(named) ? named : null;
  return findProgram('livekit-sip');
}

export function findSipp(): string | null {
  return findProgram('sipp');
}

/** What has to be installed before these tests can run; empty when they can. */
export function missingPrograms(): string[] {
  const livekitSip =
    'livekit-sip: not on the PATH, and LIVEKIT_SIP_BIN names no program. It ships as an image: ' +
    'docker create --name livekit-sip livekit/sip:v1.11.0 && docker cp livekit-sip:/bin/livekit-sip . ' +
    '(it needs libopus, libopusfile and libsoxr)';
  const sipp = 'sipp: not on the PATH. Debian and Ubuntu: apt-get install sip-tester';
  return [...(findLivekitSip() === null ? [livekitSip] : []), ...(findSipp() === null ? [sipp] : [])];
}
