/**
 * Every request and answer of the HTTP API. The server parses and describes itself (`/openapi.json`) with these
 * schemas, the page and the tests parse answers with the same ones; this is all that `web/` sees of the server.
 */

export * from './contract/agent.ts';
export * from './contract/appointments.ts';
export * from './contract/call-requests.ts';
export * from './contract/calls.ts';
export * from './contract/captures.ts';
export * from './contract/customers.ts';
export * from './contract/dialer.ts';
export * from './contract/errors.ts';
export * from './contract/health.ts';
export * from './contract/people.ts';
export * from './contract/token.ts';
export * from './contract/trunks.ts';
