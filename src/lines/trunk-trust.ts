/** Who carries calls, and whether the numbers that it tells of callers are believed. */
export interface TrustedTrunk {
  trunkId: string;
  name: string;
  trustsCallerId: boolean;
  /** Of the lines that it carries, E.164. */
  phones: string[];
}

/** Throws `DatabaseError` when there was no answer. The database decides whose trunks may be seen and changed. */
export interface TrunkTrust {
  /** By name. */
  list(organizationId: string): Promise<TrustedTrunk[]>;
  /** For the owner alone. */
  set(
    organizationId: string,
    trunkId: string,
    trusts: boolean,
  ): Promise<TrustedTrunk | 'owner_required' | 'trunk_not_found'>;
}
