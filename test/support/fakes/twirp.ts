import type { IncomingMessage, ServerResponse } from 'node:http';

/** Twirp's errors as LiveKit's server writes them: JSON with a code, a message and, for SIP, the network's status. */
export interface TwirpError {
  code: string;
  msg: string;
  meta?: Record<string, string>;
}

const httpStatuses: Record<string, number> = {
  aborted: 409,
  canceled: 408,
  deadline_exceeded: 408,
  failed_precondition: 412,
  invalid_argument: 400,
  not_found: 404,
  permission_denied: 403,
  resource_exhausted: 429,
  unauthenticated: 401,
  unavailable: 503,
};

export function refuse(response: ServerResponse, error: TwirpError): void {
  const status = httpStatuses[error.code] ?? 500;
  // The SDK reads the body of exactly this type only.
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(error));
}

/** LiveKit's own mapping (protocol 1.50, livekit/sip.go); what is not listed follows the class of the status. */
const codes: Record<number, string> = {
  401: 'permission_denied',
  402: 'permission_denied',
  403: 'permission_denied',
  404: 'not_found',
  407: 'unauthenticated',
  408: 'deadline_exceeded',
  410: 'not_found',
  480: 'resource_exhausted',
  486: 'resource_exhausted',
  487: 'aborted',
  504: 'deadline_exceeded',
  600: 'resource_exhausted',
  603: 'permission_denied',
  604: 'not_found',
  607: 'permission_denied',
  608: 'permission_denied',
};

export function sipRefusal(status: number): TwirpError {
  const isServerFault = status >= 500 && status < 600;
  return {
    code: codes[status] ?? (isServerFault ? 'failed_precondition' : 'invalid_argument'),
    msg: `sip status ${status}`,
    meta: { sip_status_code: String(status), sip_status: `Status ${status}` },
  };
}

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
