import type { Errand } from '../calls/call/briefing.ts';
import { Meter } from '../calls/call/meter.ts';
import { LiveCall } from '../calls/live-call.ts';
import type { DialOrder } from '../dialing/dialing.ts';
import type { TypedCallOptions, TypedWays } from '../simulation/typed/channel.ts';
import { prepareTypedCalls, runTypedCall, type TypedCallResult } from '../simulation/typed-call.ts';
import type { Setting } from './dependencies.ts';
import { findScenario } from './find-scenario.ts';
import { chooseModel } from './providers.ts';
import { scriptPartsOf } from './script-parts.ts';

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
    mostModels: setting.config.MAX_PARALLEL_LLM,
    openLive: (order: DialOrder, errand: Errand, ways: TypedWays) => openLive(setting, order, errand, ways),
  };
  return { run: (options) => runTypedCall(options, ports) };
}

async function openLive(
  setting: Setting,
  order: DialOrder,
  errand: Errand,
  ways: TypedWays,
): Promise<LiveCall> {
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
    clock,
    logger,
    ...ways,
  });
  return live;
}
