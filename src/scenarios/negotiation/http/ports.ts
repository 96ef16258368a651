import type { Campaigns } from '../../../campaigns/campaigns.ts';
import type { World } from '../../../campaigns/start-campaign.ts';
import type { Member } from '../../../http/credentials.ts';
import type { Dependencies } from '../../../http/dependencies.ts';

/** What the routes of campaigns need besides what every route has. */
export interface CampaignPorts {
  /** The campaigns of the organization that a member acts for. */
  campaignsOf(member: Member): Campaigns;
  /** Places, calendar and travel times for that organization. */
  worldOf(member: Member): Promise<World>;
  /** ISO 3166 country in which its numbers are read. */
  regionOf(member: Member): Promise<string>;
}

export type CampaignDependencies = Dependencies & CampaignPorts;
