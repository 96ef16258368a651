import { llm } from '@livekit/agents';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createModel } from '../../../src/services/llm/model.ts';
import { ResilientLlm } from '../../../src/services/llm/resilient-llm.ts';
import { type ChatAnswer, type FakeOpenai, startFakeOpenai } from '../../support/fakes/openai.ts';
import { Book, configOf } from './harness.ts';

let openai: FakeOpenai;
let azure: FakeOpenai;

beforeEach(async () => {
  openai = await startFakeOpenai();
  azure = await startFakeOpenai({ handler: () => ({ content: 'Azure speaking.' }) });
});

afterEach(async () => {
  await Promise.all([openai.close(), azure.close()]);
});

const says = (answer: ChatAnswer) => {
  openai.handler = () => answer;
};

async function modelOf(book: Book, which: 'openai' | 'both' | 'azure' = 'openai') {
  const model = await createModel({
    config: configOf({
      ...(which === 'azure' ? {} : { OPENAI_API_KEY: 'key', OPENAI_BASE_URL: openai.url }),
      ...(which === 'openai'
        ? {}
        : {
            AZURE_OPENAI_ENDPOINT: azure.azureUrl,
            AZURE_OPENAI_API_KEY: 'key',
            AZURE_OPENAI_DEPLOYMENT_NAME: 'clinic-model',
          }),
    }),
    onUsage: book.onUsage,
    onFault: book.onFault,
  });
  if (!model) throw new Error('no model');
  return model;
}

function context(): llm.ChatContext {
  const chatCtx = llm.ChatContext.empty();
  chatCtx.addMessage({ role: 'system', content: 'You answer the telephone of a clinic.' });
  chatCtx.addMessage({ role: 'user', content: 'Is Tuesday at ten free?' });
  return chatCtx;
}

const fetchSlots = llm.tool({
  name: 'fetch_slots',
  description: 'Free slots of a day.',
  parameters: z.object({ appointment_date: z.iso.date() }),
  execute: async () => 'ten',
});

async function ask(model: llm.LLM) {
  const errors: boolean[] = [];
  model.on('error', ({ recoverable }) => errors.push(recoverable));
  const stream = model.chat({ chatCtx: context(), toolCtx: [fetchSlots] });
  let text = '';
  const calls: Array<{ name: string; args: string }> = [];
  const startedAt = performance.now();
  let firstMs = -1;
  for await (const { delta } of stream) {
    if (firstMs < 0 && delta?.content) firstMs = performance.now() - startedAt;
    text += delta?.content ?? '';
    calls.push(...(delta?.toolCalls ?? []).map(({ name, args }) => ({ name, args })));
  }
  return { text, calls, firstMs, errors, totalMs: performance.now() - startedAt };
}

const sentence = 'Yes, ten is free. Shall I book it for you?';

describe('a model that works', () => {
  it('streams the answer as it comes and counts prompt, cached and completion tokens once', async () => {
    openai.handler = () => ({ content: sentence, usage: { prompt: 1200, cached: 1024, completion: 11 } });
    const book = new Book();
    const { llm: model, provider } = await modelOf(book);
    const { text, errors } = await ask(model);
    expect([provider, text, errors]).toEqual(['openai', sentence, []]);
    expect(book.usage).toEqual([
      { provider: 'openai', unit: 'prompt_token', quantity: 176 },
      { provider: 'openai', unit: 'cached_prompt_token', quantity: 1024 },
      { provider: 'openai', unit: 'completion_token', quantity: 11 },
    ]);
    expect(openai.requests[0]?.tools).toEqual(['fetch_slots']);
  });

  it('hands tool calls on whole', async () => {
    says({ toolCalls: [{ name: 'fetch_slots', args: { appointment_date: '2026-11-24' } }] });
    const { calls } = await ask((await modelOf(new Book())).llm);
    expect(calls).toEqual([{ name: 'fetch_slots', args: '{"appointment_date":"2026-11-24"}' }]);
  });

  it('writes Persian unharmed', async () => {
    const persian = 'بله، ساعت ۱۰ آزاد است. برایتان ثبت کنم؟';
    says({ content: persian });
    expect((await ask((await modelOf(new Book())).llm)).text).toBe(persian);
  });

  it('asks Azure by its deployment and version where only Azure is configured', async () => {
    const { llm: model, provider } = await modelOf(new Book(), 'azure');
    expect((await ask(model)).text).toBe('Azure speaking.');
    expect(provider).toBe('azure');
    expect(azure.requests[0]?.path).toBe(
      '/openai/deployments/clinic-model/chat/completions?api-version=2024-10-21',
    );
    expect(azure.arrivals[0]?.headers['api-key']).toBe('key');
  });

  it('is absent without a key', async () => {
    const { onUsage, onFault } = new Book();
    expect(await createModel({ config: configOf({}), onUsage, onFault })).toBeNull();
  });

  it('estimates a generation that was canceled before its count came', async () => {
    await openai.close();
    openai = await startFakeOpenai({ handler: () => ({ content: sentence }), tokenMs: 40 });
    const book = new Book();
    const stream = (await modelOf(book)).llm.chat({ chatCtx: context() });
    let text = '';
    for await (const { delta } of stream) {
      text += delta?.content ?? '';
      if (text.length > 10) stream.close();
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(book.total('openai', 'completion_token')).toBeGreaterThanOrEqual(Math.ceil(text.length / 4));
    expect(book.total('openai', 'prompt_token')).toBeGreaterThan(20);
    expect(book.faults).toEqual([]);
    expect(openai.requests).toHaveLength(1);
  });
});

describe('a model that fails', () => {
  it.each([429, 500, 503])('is asked once more after %i when it is the only one', async (status) => {
    says({ content: sentence });
    openai.next({ kind: 'refuse', status });
    const book = new Book();
    const { text, totalMs } = await ask((await modelOf(book)).llm);
    expect(text).toBe(sentence);
    expect(book.story).toEqual(['model refused retrying']);
    expect(totalMs).toBeLessThan(2000);
  });

  it.each([401, 403])('is not asked again after %i, in this turn or the next', async (status) => {
    openai.always({ kind: 'refuse', status });
    const book = new Book();
    const { llm: model } = await modelOf(book);
    const { text, errors } = await ask(model);
    expect([text, errors]).toEqual(['', [false]]);
    expect((await ask(model)).text).toBe('');
    expect(openai.requests).toHaveLength(1);
    expect(book.story).toEqual(['model refused gave_up']);
    expect(book.usage).toEqual([]);
  });

  it.each([401, 429, 500, 503])('gives way to the other provider after %i, at once', async (status) => {
    openai.always({ kind: 'refuse', status });
    const book = new Book();
    const { llm: model } = await modelOf(book, 'both');
    const { text, totalMs } = await ask(model);
    expect(text).toBe('Azure speaking.');
    expect(totalMs).toBeLessThan(1500);
    expect(book.story).toEqual(['model refused fallback']);
    // The next turn does not begin with the provider that has just failed.
    await ask(model);
    expect(openai.requests).toHaveLength(1);
    expect(azure.requests).toHaveLength(2);
  });

  it('is not asked in the background by nobody', async () => {
    openai.always({ kind: 'refuse', status: 500 });
    await ask((await modelOf(new Book(), 'both')).llm);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(openai.requests).toHaveLength(1);
  });

  it('gives way when no token comes in time', async () => {
    openai.always({ kind: 'slow', delayMs: 10_000 });
    const book = new Book();
    const { text, totalMs } = await ask(hurried(await modelOf(book, 'both'), book));
    expect(text).toBe('Azure speaking.');
    expect(totalMs).toBeLessThan(2000);
    expect(book.story).toEqual(['model slow fallback']);
  });

  it('gives way when the connection is cut before the first word', async () => {
    openai.next({ kind: 'cut', afterMs: 0 });
    const book = new Book();
    expect((await ask((await modelOf(book, 'both')).llm)).text).toBe('Azure speaking.');
    expect(book.story).toEqual(['model connection_lost fallback']);
  });

  it('gives way when an answer ends in good form with nothing in it', async () => {
    openai.next({ kind: 'half', afterMs: 0 });
    const book = new Book();
    expect((await ask((await modelOf(book, 'both')).llm)).text).toBe('Azure speaking.');
  });

  it.each(['cut', 'hang', 'error'] as const)('never says half an answer twice (%s)', async (kind) => {
    says({ content: sentence });
    openai.next({ kind, afterMs: 4, status: 500 });
    const book = new Book();
    const { text, errors } = await ask(hurried(await modelOf(book, 'both'), book));
    expect(text).toBe('Yes, ten is free.');
    expect(errors).toEqual([false]);
    expect(azure.requests).toHaveLength(0);
    expect(book.story).toHaveLength(1);
    expect(book.story[0]).toMatch(/gave_up$/);
    // It was spoken, so it is billed, by estimate.
    expect(book.total('openai', 'completion_token')).toBe(Math.ceil(text.length / 4));
  });

  it('does not run half a tool call', async () => {
    says({ toolCalls: [{ name: 'fetch_slots', args: { appointment_date: '2026-11-24' } }] });
    openai.next({ kind: 'cut', afterMs: 1 });
    const { calls, text } = await ask((await modelOf(new Book(), 'both')).llm);
    expect(calls).toEqual([]);
    expect(text).toBe('Azure speaking.');
  });

  it('keeps two requests apart: one that fails does not fail the other', async () => {
    openai.handler = () => new Promise((resolve) => setTimeout(() => resolve({ content: sentence }), 150));
    const model = (await modelOf(new Book())).llm;
    const good = ask(model);
    await new Promise((resolve) => setTimeout(resolve, 50));
    openai.next({ kind: 'refuse', status: 401 });
    const bad = ask(model);
    expect((await bad).text).toBe('');
    expect((await good).text).toBe(sentence);
  });
});

/** The same providers with less patience. */
function hurried({ llm: model }: { llm: llm.LLM }, book: Book): llm.LLM {
  const { providers } = (model as ResilientLlm).options;
  const { onUsage, onFault } = book;
  return new ResilientLlm({ providers, onUsage, onFault, firstChunkMs: 400, stallMs: 400 });
}
