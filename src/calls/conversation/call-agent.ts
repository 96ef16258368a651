import { ReadableStream } from 'node:stream/web';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FlushSentinel, llm, voice } from '@livekit/agents';
import { toStorable } from '../../shared/storable.ts';
import type { CallData } from '../scenario/call-data.ts';
import { bridged, lateAfterMs } from './bridged.ts';
import type { ClaimGate } from './claim-gate.ts';
import { nextQuestion } from './next-question.ts';
import type { OwnAnswer } from './own-answers.ts';
import type { Patience } from './patience.ts';
import { readUntil } from './read-until.ts';
import { type GateResult, gateSpeech, type SentenceSplitter } from './speech-gate.ts';

type Chunk = llm.ChatChunk | string;

/** One question to the model: its answer as it comes. */
class Asked {
  /** The model has begun to answer. */
  isFlowing = false;
  readonly signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.signal = signal;
  }

  async *read(chunks: ReadableStream<Chunk>): AsyncGenerator<Chunk> {
    this.isFlowing = false;
    for await (const chunk of readUntil(chunks, this.signal)) {
      if (typeof chunk === 'string' || llm.hasResponse(chunk)) this.isFlowing = true;
      yield chunk;
    }
  }
}

/** How an answer of the model ended. `late` and `failed` are the model's troubles, `nothing` its silence. */
type Outcome = 'said' | 'called_tool' | 'nothing' | 'failed' | 'late';

/** A model that claims twice in one reply what it has not done, or twice says nothing, will hardly mend a third time. */
const attempts = 2;

export interface CallAgentOptions {
  instructions: string;
  tools: llm.ToolContextEntry<CallData>[];
  data: CallData;
  newSplitter: () => SentenceSplitter;
  newSpokenForm: () => (sentence: string) => string;
  /** What may be said, and what is said in place of what may not. */
  gate: ClaimGate;
  /** False while nobody knows yet whether a person is there: then nothing is replied. */
  mayReply: () => boolean;
  /** The words of a turn, with what was said before it and lost; empty when they have been answered already. */
  wholeTurn: (text: string) => string;
  /** What Parley itself says first, or in the model's place, to the last words of the person. */
  ownAnswer: (history: llm.ChatContext) => OwnAnswer | null;
  /** The model begins a reply. */
  onReply: () => void;
  /** Hears each sentence before it is spoken. */
  onSentence: (sentence: string) => void;
  /** How long the person has been waiting. */
  patience: Patience;
  /** The model failed: what is said in its place, or null when the call ends with words of its own. */
  onModelFailed: () => string | null;
}

/** The speaking side of one call. Everything the model says passes the speech gate, and nobody waits for it in silence. */
export class CallAgent extends voice.Agent<CallData> {
  private readonly parts: CallAgentOptions;
  /** LiveKit tells of a model that failed by an event alone: its answer just ends. */
  private failures = 0;

  constructor(options: CallAgentOptions) {
    super({ instructions: options.instructions, tools: options.tools });
    this.parts = options;
  }

  override async onEnter(): Promise<void> {
    this.session.on(voice.AgentSessionEventTypes.Error, ({ error }: voice.ErrorEvent) => {
      if (error.type === 'llm_error' && !error.recoverable) this.failures += 1;
    });
  }

  override async onUserTurnCompleted(_history: llm.ChatContext, message: llm.ChatMessage): Promise<void> {
    if (!this.parts.mayReply()) throw new voice.StopResponse();
    const heard = message.textContent ?? '';
    const whole = this.parts.wholeTurn(toStorable(heard));
    if (whole === '') throw new voice.StopResponse();
    // An unchanged message leaves the answer valid that was prepared ahead.
    if (whole !== heard) message.content = [whole];
  }

  override async llmNode(
    chatCtx: llm.ChatContext,
    toolCtx: llm.ToolContext,
    settings: voice.ModelSettings,
  ): Promise<ReadableStream<Chunk | FlushSentinel>> {
    const dropped = new AbortController();
    const reply = this.reply(chatCtx, toolCtx, settings, dropped.signal);
    return new ReadableStream<Chunk | FlushSentinel>({
      async pull(controller) {
        const { done, value } = await reply.next();
        if (dropped.signal.aborted) return;
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => dropped.abort(),
    });
  }

  /** The model's answer; in its place, when there is none, words of the call's own. */
  private async *reply(
    chatCtx: llm.ChatContext,
    toolCtx: llm.ToolContext,
    settings: voice.ModelSettings,
    dropped: AbortSignal,
  ): AsyncGenerator<Chunk | FlushSentinel> {
    const { patience, data, onReply, onModelFailed } = this.parts;
    const { texts, logger } = data;
    const awaited = patience.begun();
    const abandoned = new AbortController();
    const asked = new Asked(AbortSignal.any([dropped, abandoned.signal]));
    onReply();
    const own = this.parts.ownAnswer(chatCtx);
    if (own !== null && own.words !== '') yield* this.own(own.note === null ? own.words : `${own.words} `);
    if (own !== null && own.note === null) return;
    const history = own === null ? chatCtx : withNote(chatCtx, own.note);
    const answer = this.answer(history, toolCtx, settings, asked);
    const outcome = yield* bridged(answer, {
      awaited,
      hasSpoken: () => patience.hasSpoken,
      phrase: this.session.tts ? () => this.bridge(texts.oneMoment) : null,
      isFlowing: () => asked.isFlowing,
      signal: dropped,
    });
    abandoned.abort();
    if (dropped.aborted || outcome === 'said' || outcome === 'called_tool') return;
    logger.warn({ outcome }, 'the model did not answer');
    // An answer prepared ahead may be dropped unheard: only one that is waited for has failed.
    if (outcome !== 'nothing') await Promise.race([awaited, untilAborted(dropped), sleep(lateAfterMs)]);
    if (dropped.aborted) return;
    const words = outcome === 'nothing' ? nextQuestion(chatCtx, texts) : onModelFailed();
    if (words === null) return;
    yield* this.own(words);
  }

  /** What the model says, asked again when it claims what is not so, or says nothing. */
  private async *answer(
    chatCtx: llm.ChatContext,
    toolCtx: llm.ToolContext,
    settings: voice.ModelSettings,
    asked: Asked,
  ): AsyncGenerator<Chunk, Outcome> {
    const { texts, logger } = this.parts.data;
    const said: string[] = [];
    const failures = this.failures;
    let heldBack: string | null = null;
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const context = heldBack === null ? chatCtx : this.corrected(chatCtx, said, heldBack);
      const chunks = await voice.Agent.default.llmNode(this, context, toolCtx, settings);
      if (chunks === null) return 'nothing';
      const result: GateResult = yield* gateSpeech(asked.read(chunks), this.gateOptions());
      said.push(...result.passed);
      if (result.isCut) return yield* this.own(texts.shallIGoOn);
      if (this.failures > failures) return 'failed';
      // A model that may call no more tools has said nothing by calling one.
      if (result.calledTool && settings.toolChoice !== 'none') return 'called_tool';
      if (result.heldBack === null && said.length > 0) return 'said';
      heldBack = result.heldBack;
      if (asked.signal.aborted) return 'nothing';
      logger.warn(
        { attempt, text: heldBack },
        heldBack === null ? 'the model said nothing' : 'held back what the facts do not hold',
      );
    }
    if (heldBack === null) return 'nothing';
    return yield* this.own(this.parts.gate.truth());
  }

  private bridge(words: string): string {
    this.parts.onSentence(words);
    return `${words} `;
  }

  private *own(words: string): Generator<string, 'said'> {
    this.parts.onSentence(words);
    yield words;
    return 'said';
  }

  private gateOptions() {
    return {
      splitter: this.parts.newSplitter(),
      toSpoken: this.parts.newSpokenForm(),
      isBacked: this.parts.gate.isBacked,
      onPassed: this.parts.onSentence,
    };
  }

  /** The same question again, with what was already said and why the rest was not. */
  private corrected(chatCtx: llm.ChatContext, said: string[], heldBack: string): llm.ChatContext {
    const context = chatCtx.copy();
    if (said.length > 0) context.addMessage({ role: 'assistant', content: said.join('') });
    context.addMessage({ role: 'system', content: this.parts.gate.correction(heldBack) });
    return context;
  }
}

function withNote(history: llm.ChatContext, note: string | null): llm.ChatContext {
  const context = history.copy();
  if (note !== null) context.addMessage({ role: 'system', content: note });
  return context;
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
