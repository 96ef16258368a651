import { Meter } from '../calls/call/meter.ts';
import { LiveCall } from '../calls/live-call.ts';
import type { OutboundRequest } from '../calls/scenario/briefing.ts';
import type { AskedErrand, DialOrder } from '../dialing/dialing.ts';
import type { TypedCallOptions, TypedWays } from '../simulation/typed/channel.ts';
import { prepareTypedCalls, runTypedCall, type TypedCallResult } from '../simulation/typed-call.ts';
import type { Dependencies } from './dependencies.ts';
import { findScenario } from './find-scenario.ts';
import { partOf } from './part-of.ts';
import { chooseModel } from './providers.ts';
import { scriptPartsOf } from './script-parts.ts';
import { whyUnreadable } from './why-unreadable.ts';

/** Calls to simulated people without a room, any number at once in this process. */
export interface TypedCalls {
  /** Dials and talks until the call has ended; never leaves it open, whatever happens. */
  run(options: TypedCallOptions): Promise<TypedCallResult>;
}

export function createTypedCalls(dependencies: Dependencies): TypedCalls {
  prepareTypedCalls();
  const ports = {
    ...dependencies,
    seed: dependencies.config.SIMULATION_SEED,
    leaseSeconds: dependencies.config.CALL_LEASE_SECONDS,
    whyUnreadable: (asked: AskedErrand) => whyUnreadable(dependencies.scenarios, asked),
    mostModels: dependencies.config.MAX_PARALLEL_LLM,
    partOf: (order: DialOrder) => partOf(dependencies, order),
    openLive: (order: DialOrder, request: OutboundRequest, ways: TypedWays) =>
      openLive(dependencies, order, request, ways),
  };
  return { run: (options) => runTypedCall(options, ports) };
}

async function openLive(
  dependencies: Dependencies,
  order: DialOrder,
  request: OutboundRequest,
  ways: TypedWays,
): Promise<LiveCall> {
  const { config, clock, scenarios } = dependencies;
  const meter = new Meter();
  const logger = dependencies.logger.child({ callId: order.call.id });
  let live: LiveCall | undefined;
  const model = await chooseModel({
    config,
    scenarios,
    opened: order,
    meter,
    clock,
    logger,
    onFault: (fault) => live?.trouble.notice(fault),
  });
  live = new LiveCall({
    opened: order,
    ...(await findScenario(dependencies, order)),
    request,
    script: scriptPartsOf({ dependencies, opened: order, model, speech: null, logger }),
    model,
    meter,
    users: dependencies.users,
    contactPreferences: dependencies.contactPreferences,
    calls: dependencies.calls,
    leaseSeconds: config.CALL_LEASE_SECONDS,
    clock,
    logger,
    ...ways,
  });
  return live;
}
