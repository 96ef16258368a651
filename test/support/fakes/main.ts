import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { startFakeCartesia } from './cartesia.ts';
import { startFakeDeepgram, type Utterance } from './deepgram.ts';
import { type ChatHandler, startFakeOpenai } from './openai.ts';

/**
 * The three fakes in a process of their own, so that a benchmark does not share an event loop with them:
 *
 *   node test/support/fakes/main.ts --deepgram-script turns.json --stt-final-ms 100 --stt-pause-ms 100 \
 *     --openai-handler handler.ts --llm-first-ms 150 --llm-token-ms 10 --tts-first-ms 90 --tts-speed 4
 *
 * Prints one JSON line with the addresses when ready, and ends with SIGTERM or SIGINT.
 * A script is a JSON list of utterances; a handler module exports a `ChatHandler` by default. `GET /_fake` of each
 * server shows what it received, `POST /_fake` with `{"next": fault}` or `{"say": [...]}` steers it.
 */

const { values } = parseArgs({
  options: {
    'deepgram-port': { type: 'string', default: '0' },
    'openai-port': { type: 'string', default: '0' },
    'cartesia-port': { type: 'string', default: '0' },
    'deepgram-script': { type: 'string' },
    'deepgram-per-connection': { type: 'boolean', default: false },
    'stt-final-ms': { type: 'string', default: '0' },
    'stt-pause-ms': { type: 'string', default: '100' },
    'stt-interim-ms': { type: 'string', default: '300' },
    'openai-handler': { type: 'string' },
    'llm-first-ms': { type: 'string', default: '0' },
    'llm-token-ms': { type: 'string', default: '0' },
    'tts-first-ms': { type: 'string', default: '0' },
    'tts-speed': { type: 'string', default: '20' },
  },
});

const script = values['deepgram-script']
  ? (JSON.parse(await readFile(values['deepgram-script'], 'utf8')) as Utterance[])
  : [];
const handler = values['openai-handler']
  ? ((await import(pathToFileURL(values['openai-handler']).href)) as { default: ChatHandler }).default
  : undefined;

const deepgram = await startFakeDeepgram({
  port: Number(values['deepgram-port']),
  script,
  perConnection: values['deepgram-per-connection'],
  finalDelayMs: Number(values['stt-final-ms']),
  pauseMs: Number(values['stt-pause-ms']),
  interimEveryMs: Number(values['stt-interim-ms']),
});
const openai = await startFakeOpenai({
  port: Number(values['openai-port']),
  ...(handler ? { handler } : {}),
  firstTokenMs: Number(values['llm-first-ms']),
  tokenMs: Number(values['llm-token-ms']),
});
const cartesia = await startFakeCartesia({
  port: Number(values['cartesia-port']),
  firstAudioMs: Number(values['tts-first-ms']),
  speed: Number(values['tts-speed']),
});

process.stdout.write(
  `${JSON.stringify({ deepgram: deepgram.url, openai: openai.url, azure: openai.azureUrl, cartesia: cartesia.url })}\n`,
);

const stop = () => process.exit(0);
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
