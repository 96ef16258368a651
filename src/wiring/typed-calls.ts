import type { Errand } from '../calls/call/briefing.ts';
import { Meter } from '../calls/call/meter.ts';
import { LiveCall } from '../calls/live-call.ts';
import type { AskedErrand, DialOrder } from '../dialing/dialing.ts';
import { timeZonesOf } from '../dialing/time-zones.ts';
import {
  prepareTypedCalls,
  runTypedCall,
  type TypedCallOptions,
  type TypedCallResult,
  type Ways,
} from '../simulation/typed-call.ts';
import type { Setting } from './dependencies.ts';
import { findScenario } from './find-scenario.ts';
import { chooseModel } from './providers.ts';
import { scriptPartsOf } from './script-parts.ts';
import { whyUnreadable } from './why-unreadable.ts';

/** Calls to simulated people without a room, any number at once in this process. */
export interface TypedCalls {
  /** Dials and talks until the call has ended; never leaves it open, whatever happens. */
  run(options: TypedCallOptions): Promise<TypedCallResult>;
}

export function createTypedCalls(setting: Setting): TypedCalls {
  prepareTypedCalls();
  const ports = {
    ...setting,
    seed: setting.config.SIMULATION_SEED,
    leaseSeconds: setting.config.CALL_LEASE_SECONDS,
    mostModels: setting.config.MAX_PARALLEL_LLM,
    whyUnreadable: (errand: AskedErrand) => whyUnreadable(setting.scenarios, errand),
    findScenario: (order: DialOrder) => findScenario(setting, order),
    errandOf,
    openLive: (order: DialOrder, errand: Errand, ways: Ways) => openLive(setting, order, errand, ways),
  };
  return { run: (options) => runTypedCall(options, ports) };
}

async function openLive(setting: Setting, order: DialOrder, errand: Errand, ways: Ways): Promise<LiveCall> {
  const { config, clock } = setting;
  const meter = new Meter();
  const logger = setting.logger.child({ callId: order.call.id });
  let live: LiveCall | undefined;
  const model = await chooseModel({
    config,
    opened: order,
    meter,
    clock,
    logger,
    onFault: (fault) => live?.trouble.notice(fault),
  });
  live = new LiveCall({
    opened: order,
    ...(await findScenario(setting, order)),
    errand,
    script: scriptPartsOf({ setting, opened: order, model, speech: null, logger }),
    model,
    meter,
    users: setting.users,
    contactPreferences: setting.contactPreferences,
    calls: setting.calls,
    leaseSeconds: config.CALL_LEASE_SECONDS,
    clock,
    logger,
    ...ways,
  });
  return live;
}

async function errandOf({ input, attempt, person, dial, organization }: DialOrder): Promise<Errand> {
  const timeZones = await timeZonesOf(dial.toPhone, organization.timeZone);
  return { input, attempt, person: { name: person.name, timeZones } };
}
