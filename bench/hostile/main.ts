import { parseArgs } from 'node:util';
import { attackServer } from './requests.ts';
import { attackRoom } from './room.ts';
import { attackSip } from './sip.ts';

/**
 * Whether anything that a stranger, or another organization, may send makes Parley fall over, answer with a fault of its own
 * or give away rows that are not theirs: requests to the server, messages into a live call's room and, where sipp and livekit-sip
 * are found (test/sip/support/programs.ts), odd SIP.
 *
 *   node bench/hostile/main.ts [--requests 100000] [--data 10000] [--sip 1000] [--seed 1] [--from 0] [--embedded]
 *
 * Ends with 1 when something did; a request that did is printed with its number, by which it can be sent again.
 */
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    data: { type: 'string', default: '10000' },
    sip: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    embedded: { type: 'boolean', default: false },
  },
});
const [requests, messages, seed] = [Number(values.requests), Number(values.data), Number(values.seed)];
const [sip, from] = [Number(values.sip), Number(values.from)];

let faults = 0;
if (requests > 0) faults += await attackServer({ requests, seed, from, isEmbedded: values.embedded });
if (messages > 0) faults += await attackRoom({ messages, seed });
if (sip > 0) faults += await attackSip({ messages: sip, seed });
process.exit(faults === 0 ? 0 : 1);
