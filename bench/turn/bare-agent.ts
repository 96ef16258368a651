import { fileURLToPath } from 'node:url';
import { cli, defineAgent, type JobContext, llm, ServerOptions, voice } from '@livekit/agents';
import * as cartesia from '@livekit/agents-plugin-cartesia';
import * as deepgram from '@livekit/agents-plugin-deepgram';
import * as openai from '@livekit/agents-plugin-openai';
import { z } from 'zod';
import { greeting } from './script.ts';

/** The baseline: LiveKit's agent as its documentation shows it, with the same providers and tools that answer at once. */
export default defineAgent({
  entry: async (job: JobContext) => {
    const setting = (name: string) => process.env[name] ?? '';
    await job.connect();
    const session = new voice.AgentSession({
      stt: new deepgram.STT({ apiKey: setting('DEEPGRAM_API_KEY'), baseUrl: setting('DEEPGRAM_BASE_URL') }),
      llm: new openai.LLM({
        apiKey: setting('OPENAI_API_KEY'),
        baseURL: setting('OPENAI_BASE_URL'),
        model: 'gpt-4.1-mini',
      }),
      tts: new cartesia.TTS({ apiKey: setting('CARTESIA_API_KEY'), baseUrl: setting('CARTESIA_BASE_URL') }),
      turnHandling: { turnDetection: 'vad' },
    });
    const agent = new voice.Agent({
      instructions: 'You are the receptionist of a clinic.',
      tools: [
        llm.tool({
          name: 'identify_user',
          description: 'Say who is calling.',
          parameters: z.object({ contact_number: z.string() }),
          execute: async () => 'ok',
        }),
        llm.tool({
          name: 'fetch_slots',
          description: 'Find the free times of one day.',
          parameters: z.object({ appointment_date: z.string() }),
          execute: async () => 'ok',
        }),
      ],
    });
    await session.start({ agent, room: job.room, record: false });
    session.say(greeting);
  },
});

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  cli.runApp(
    new ServerOptions({
      agent: fileURLToPath(import.meta.url),
      agentName: process.env.AGENT_NAME ?? 'bare',
      host: '127.0.0.1',
      port: Number(process.env.AGENT_PORT),
      numIdleProcesses: 1,
      loadFunc: async () => 0,
    }),
  );
}
