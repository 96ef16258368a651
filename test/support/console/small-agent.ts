import { fileURLToPath } from 'node:url';
import { cli, defineAgent, llm, ServerOptions, voice } from '@livekit/agents';
import { z } from 'zod';
import { EchoModel } from './echo-model.ts';

/** The smallest agent that greets, uses a tool and hangs up: what the console's own tests talk to. */
export default defineAgent({
  entry: async (job) => {
    await job.connect();
    const session = new voice.AgentSession({
      llm: new EchoModel(),
      vad: null,
      turnHandling: { turnDetection: null },
    });
    const tools = {
      look_up: llm.tool({
        description: 'Looks something up.',
        parameters: z.object({ what: z.string() }),
        execute: async ({ what }) => {
          if (what === 'nothing') throw new llm.ToolError('There is no such thing.');
          return `found ${what}`;
        },
      }),
      hang_up: llm.tool({
        description: 'Ends the call.',
        parameters: z.object({}),
        execute: async () => {
          setTimeout(() => job.shutdown('said goodbye'), 50);
          return 'ending';
        },
      }),
    };
    await session.start({ agent: new voice.Agent({ instructions: 'Echo.', tools }) });
    session.generateReply();
  },
});

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  cli.runApp(new ServerOptions({ agent: fileURLToPath(import.meta.url) }));
}
