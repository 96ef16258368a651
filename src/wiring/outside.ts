import type { Outside } from '../campaigns/ports.ts';
import type { Config } from '../config.ts';
import { createSimulatedDiary } from '../simulation/outside/diary.ts';
import { createSimulatedWays } from '../simulation/outside/ways.ts';

/** What stands for calendars, places and travel times: what is configured, else what is made up on this machine. */
export async function createOutside(config: Config): Promise<Outside> {
  return {
    calendarOf: (timeZone) => createSimulatedDiary({ seed: config.SIMULATION_SEED, timeZone }),
    places: null,
    travelTimes: createSimulatedWays(),
  };
}
