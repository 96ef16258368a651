/** Where the pages are: in the hash of /, so that one static file serves every page. */
export const homeHref = '/#/';
export const callsHref = '/#/calls';
export const agentHref = '/#/agent';
export const callHref = (callId: string) => `/#/calls/${encodeURIComponent(callId)}`;
