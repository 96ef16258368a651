import { SIPOutboundTrunkInfo } from '@livekit/protocol';
import type { SipClient } from 'livekit-server-sdk';
import type { OutboundSettings } from '../../../lines/exchange.ts';
import {
  encryptionFields,
  fromEncryption,
  fromTransport,
  type Shelf,
  toMark,
  toMetadata,
  toTransport,
} from './wire.ts';

export function outboundTrunks(sip: SipClient): Shelf<OutboundSettings> {
  return {
    async list() {
      return (await sip.listSipOutboundTrunk()).map((trunk) => ({
        id: trunk.sipTrunkId,
        mark: toMark(trunk.metadata),
        settings: {
          name: trunk.name,
          address: trunk.address,
          transport: fromTransport(trunk.transport),
          numbers: trunk.numbers,
          username: trunk.authUsername,
          headers: trunk.headers,
          mediaEncryption: fromEncryption(trunk),
        },
      }));
    },

    async save(id, settings, mark, password) {
      const { name, address, numbers, headers, username, mediaEncryption } = settings;
      const fields = {
        transport: toTransport(settings.transport),
        headers,
        authUsername: username,
        authPassword: password,
        metadata: toMetadata(mark),
      };
      if (id === null) {
        const options = { ...fields, ...encryptionFields(mediaEncryption) };
        return (await sip.createSipOutboundTrunk(name, address, numbers, options)).sipTrunkId;
      }
      // Replaced as a whole, since a partial update knows no headers; what others set besides is kept.
      const [old] = await sip.listSipOutboundTrunk({ trunkIds: [id] });
      const encryption = encryptionFields(mediaEncryption, old?.media);
      const trunk = new SIPOutboundTrunkInfo({ ...old, name, address, numbers, ...fields, ...encryption });
      return (await sip.updateSipOutboundTrunk(id, trunk)).sipTrunkId;
    },

    remove: (id) => sip.deleteSipTrunk(id),
  };
}
