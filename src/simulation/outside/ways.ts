import { chances } from './chance.ts';

/** A town: nobody lives next door, and an hour gets everywhere. */
const shortestMinutes = 4;
const longestMinutes = 60;

interface Goal {
  key: string;
}

/** Minutes by a hash of where from and where to: the same way always takes as long. */
export function createSimulatedWays(): {
  minutes(origin: string, goals: readonly Goal[]): Promise<number[]>;
} {
  return {
    minutes: async (origin, goals) =>
      goals.map(({ key }) => {
        const from = origin.trim().toLowerCase();
        return shortestMinutes + chances('way', from, key)(longestMinutes - shortestMinutes + 1);
      }),
  };
}
