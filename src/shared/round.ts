/** Work that is done again and again; a round that answers true had more to do than it could take. */
export interface Round {
  name: string;
  everyMs: number;
  run: () => Promise<boolean>;
}
