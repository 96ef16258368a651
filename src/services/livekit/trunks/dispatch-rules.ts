import {
  RoomAgentDispatch,
  RoomConfiguration,
  SIPDispatchRule,
  SIPDispatchRuleCallee,
  SIPDispatchRuleInfo,
} from '@livekit/protocol';
import type { SipClient } from 'livekit-server-sdk';
import type { RuleSettings } from '../../../lines/exchange.ts';
import { type Shelf, toMark, toMetadata } from './wire.ts';

/** Calls from a trunk, each to a room of its own with an agent that LiveKit dispatches as the room is made. */
export function dispatchRules(sip: SipClient): Shelf<RuleSettings> {
  return {
    async list() {
      return (await sip.listSipDispatchRule()).map((info) => ({
        id: info.sipDispatchRuleId,
        mark: toMark(info.metadata),
        settings: {
          name: info.name,
          trunks: info.trunkIds,
          ...roomsOf(info),
          agents: info.roomConfig?.agents.map(({ agentName }) => agentName) ?? [],
        },
      }));
    },

    async save(id, { name, trunks, roomPrefix, agents }, mark) {
      const dispatches = agents.map((agentName) => new RoomAgentDispatch({ agentName }));
      if (id === null) {
        const roomConfig = new RoomConfiguration({ agents: dispatches });
        // Two calls to one line are two rooms.
        const rule = { type: 'callee', roomPrefix, randomize: true } as const;
        const options = { name, trunkIds: trunks, metadata: toMetadata(mark), roomConfig };
        return (await sip.createSipDispatchRule(rule, options)).sipDispatchRuleId;
      }
      const [old] = await sip.listSipDispatchRule({ dispatchRuleIds: [id] });
      const info = new SIPDispatchRuleInfo({
        ...old,
        name,
        trunkIds: trunks,
        metadata: toMetadata(mark),
        rule: calleeRule(roomPrefix),
        roomConfig: new RoomConfiguration({ ...old?.roomConfig, agents: dispatches }),
      });
      return (await sip.updateSipDispatchRule(id, info)).sipDispatchRuleId;
    },

    remove: (id) => sip.deleteSipDispatchRule(id),
  };
}

function calleeRule(roomPrefix: string): SIPDispatchRule {
  const value = new SIPDispatchRuleCallee({ roomPrefix, randomize: true });
  return new SIPDispatchRule({ rule: { case: 'dispatchRuleCallee', value } });
}

function roomsOf({ rule }: SIPDispatchRuleInfo): Pick<RuleSettings, 'rooms' | 'roomPrefix'> {
  const kind = rule?.rule;
  const isOurs = kind?.case === 'dispatchRuleCallee' && kind.value.randomize && kind.value.pin === '';
  return {
    rooms: isOurs ? 'callee' : 'other',
    roomPrefix: kind?.case === undefined ? '' : prefixOf(kind.value),
  };
}

function prefixOf(rule: object): string {
  return 'roomPrefix' in rule ? String(rule.roomPrefix) : '';
}
