import { secureHeaders } from 'hono/secure-headers';

/**
 * The page loads only what this server serves and talks only to it and to LiveKit.
 * `livekitUrl` is what browsers are told to connect to.
 */
export function securityHeaders(livekitUrl: string | null) {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      connectSrc: ["'self'", ...livekitSources(livekitUrl)],
      imgSrc: ["'self'", 'data:'],
      mediaSrc: ["'self'", 'blob:'],
      workerSrc: ["'self'", 'blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
    permissionsPolicy: { microphone: ['self'], camera: [], geolocation: [] },
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    // Whoever ends TLS in front of this server knows whether its name is always reached by TLS; this server does not.
    strictTransportSecurity: false,
  });
}

/** livekit-client opens a WebSocket, and on failure asks the same host by HTTP why. */
function livekitSources(livekitUrl: string | null): string[] {
  if (livekitUrl === null) return [];
  const { hostname, host, protocol } = new URL(livekitUrl);
  const secure = protocol === 'wss:' || protocol === 'https:';
  // LiveKit Cloud sends clients on to the host of a region.
  const names = hostname.endsWith('.livekit.cloud') ? [host, '*.livekit.cloud'] : [host];
  return names.flatMap((name) =>
    secure ? [`wss://${name}`, `https://${name}`] : [`ws://${name}`, `http://${name}`],
  );
}
