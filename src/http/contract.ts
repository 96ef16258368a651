/**
 * Every request and answer of the HTTP API. The server parses and describes itself (`/openapi.json`) with these
 * schemas, the page and the tests parse answers with the same ones; this is all that `web/` sees of the server.
 */

export type { CallView, TurnView } from '../calls/call/call-views.ts';
export { agentResponse, changeAgentRequest } from './contract/agent.ts';
export { listAppointmentsQuery, listAppointmentsResponse } from './contract/appointments.ts';
export { type CallRequestView, listRequestsQuery, listRequestsResponse } from './contract/call-requests.ts';
export {
  type CallDetailResponse,
  callDetailResponse,
  callIdParams,
  listCallsQuery,
  listCallsResponse,
  recordingQuery,
} from './contract/calls.ts';
export { exportCapturesQuery, listCapturesQuery, listCapturesResponse } from './contract/captures.ts';
export {
  addCustomerRequest,
  callResultRequest,
  callResultResponse,
  customerIdParams,
  customerResponse,
  importCustomersResponse,
  listCustomersQuery,
  listCustomersResponse,
  triggerCallResponse,
} from './contract/customers.ts';
export { changeDialerRequest, dialerResponse, setDialerRequest } from './contract/dialer.ts';
export { type ErrorBody, errorBody } from './contract/errors.ts';
export { type HealthResponse, healthResponse } from './contract/health.ts';
export {
  changeRetentionRequest,
  erasePersonResponse,
  exportPersonResponse,
  personRequest,
  retentionResponse,
} from './contract/people.ts';
export { type TokenRequest, type TokenResponse, tokenRequest, tokenResponse } from './contract/token.ts';
export { changeTrunkRequest, listTrunksResponse, trunkIdParams, trunkResponse } from './contract/trunks.ts';
