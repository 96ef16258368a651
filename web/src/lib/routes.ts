/** Where the pages are: in the hash of /, so that one static file serves every page. */
export const homeHref = '/#/';
export const callsHref = '/#/calls';
export const agentHref = '/#/agent';
export const callHref = (callId: string) => `/#/calls/${encodeURIComponent(callId)}`;
export const campaignsHref = '/#/campaigns';
export const newCampaignHref = '/#/campaigns/new';
export const campaignHref = (campaignId: string) => `/#/campaigns/${encodeURIComponent(campaignId)}`;
