import type { llm, voice } from '@livekit/agents';
import type { Briefing } from '../../scenario/briefing.ts';
import type { CallData } from '../../scenario/call-data.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { ScriptMeans, ScriptParts } from '../../scenario/script-means.ts';
import type { OwnAnswers } from '../own-answers.ts';
import type { Transcript } from '../transcript.ts';
import { SessionChannel } from './session-channel.ts';

export interface ScriptRunParts {
  scenario: Pick<Scenario, 'name' | 'script'>;
  /** What it speaks and understands with; only a scenario that has a script needs them. */
  means: ScriptParts | undefined;
  data: CallData;
  ownAnswers: OwnAnswers;
  briefing: Briefing;
  transcript: Transcript;
  session: voice.AgentSession<CallData>;
  keep: ScriptMeans['keep'];
  record: (message: llm.ChatMessage) => void;
  leave: () => Promise<void>;
  /** The script itself is broken: nobody would say anything any more. */
  fail: () => void;
}

type Script = NonNullable<Scenario['script']>;

/** The script of one call, from the moment that a person is there. */
export class ScriptRun {
  private readonly run: ScriptRunParts;
  private readonly script: Script;
  private readonly means: ScriptParts;
  private channel: SessionChannel | null = null;

  /** @returns null for a scenario that converses */
  static of(run: ScriptRunParts): ScriptRun | null {
    const { scenario, means } = run;
    if (!scenario.script) return null;
    if (!means) throw new Error(`The scenario ${scenario.name} needs what scripts are played with.`);
    return new ScriptRun(run, scenario.script, means);
  }

  private constructor(run: ScriptRunParts, script: Script, means: ScriptParts) {
    this.run = run;
    this.script = script;
    this.means = means;
  }

  /** @param onPreface hears the speech that discloses what has to be disclosed */
  begin(onPreface: (speech: voice.SpeechHandle) => void): void {
    const { data, fail } = this.run;
    const { ask, prompts } = this.means;
    this.channel = new SessionChannel({ ...this.run, prompts, preface: this.preface(), onPreface });
    this.script(this.channel, data, { ask, keep: this.run.keep }).catch((error) => {
      data.logger.error({ err: error }, 'script broken');
      fail();
    });
  }

  /** It was no person after all: what was said to it counts for nothing, and the script begins anew with the next. */
  stop(): void {
    this.channel?.abandon();
    this.channel = null;
  }

  /** Somebody wrote. Resolves once the script goes on. */
  async typed(text: string): Promise<void> {
    await this.channel?.typed(text);
  }

  /** The session is closed. */
  left(): void {
    this.channel?.left();
  }

  /** A recording says neither of these, and both must be said before anything else. */
  private preface(): string | null {
    const { recorded, rehearsal, texts } = this.run.briefing;
    const sentences = [
      ...(recorded ? [texts.outbound.recorded] : []),
      ...(rehearsal ? [texts.outbound.rehearsal] : []),
    ];
    return sentences.length > 0 ? sentences.join(' ') : null;
  }
}
