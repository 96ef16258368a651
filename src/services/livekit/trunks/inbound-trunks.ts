import { SIPInboundTrunkInfo } from '@livekit/protocol';
import type { SipClient } from 'livekit-server-sdk';
import type { InboundSettings } from '../../../lines/exchange.ts';
import { encryptionFields, fromEncryption, type Shelf, toMark, toMetadata } from './wire.ts';

export function inboundTrunks(sip: SipClient): Shelf<InboundSettings> {
  return {
    async list() {
      return (await sip.listSipInboundTrunk()).map((trunk) => ({
        id: trunk.sipTrunkId,
        mark: toMark(trunk.metadata),
        settings: {
          name: trunk.name,
          numbers: trunk.numbers,
          allowedAddresses: trunk.allowedAddresses,
          username: trunk.authUsername,
          mediaEncryption: fromEncryption(trunk),
        },
      }));
    },

    async save(id, { name, numbers, allowedAddresses, username, mediaEncryption }, mark, password) {
      const fields = {
        allowedAddresses,
        authUsername: username,
        authPassword: password,
        metadata: toMetadata(mark),
      };
      if (id === null) {
        const options = { ...fields, ...encryptionFields(mediaEncryption) };
        return (await sip.createSipInboundTrunk(name, numbers, options)).sipTrunkId;
      }
      // Replaced as a whole, since a partial update cannot empty a list; what others set besides is kept.
      const [old] = await sip.listSipInboundTrunk({ trunkIds: [id] });
      const encryption = encryptionFields(mediaEncryption, old?.media);
      const trunk = new SIPInboundTrunkInfo({ ...old, name, numbers, ...fields, ...encryption });
      return (await sip.updateSipInboundTrunk(id, trunk)).sipTrunkId;
    },

    remove: (id) => sip.deleteSipTrunk(id),
  };
}
