import { parseArgs } from 'node:util';
import { attackServer } from './requests.ts';

/**
 * Whether anything that a stranger, or another organization, may send makes Parley fall over, answer with a fault of its own
 * or give away rows that are not theirs: `node bench/hostile/main.ts [--requests 100000] [--seed 1] [--from 0] [--embedded]`.
 * Ends with 1 when something did; what did is printed with its number, by which it can be sent again.
 */
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    embedded: { type: 'boolean', default: false },
  },
});

const options = {
  requests: Number(values.requests),
  seed: Number(values.seed),
  from: Number(values.from),
  isEmbedded: values.embedded,
};
const faults = options.requests > 0 ? await attackServer(options) : 0;
process.exit(faults === 0 ? 0 : 1);
