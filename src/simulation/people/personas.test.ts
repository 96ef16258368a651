import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import {
  chooseOperator,
  choosePersona,
  demoPhones,
  operatorPhoneOf,
  operators,
  personas,
  phoneOf,
} from './personas.ts';

const population = Array.from({ length: 5_000 }, (_, index) => `+1202555${String(index).padStart(4, '0')}`);

describe('who answers', () => {
  it('is decided by seed, number and attempt, and by nothing else', () => {
    const choice = { seed: 1, phone: '+12025550100', attempt: 1 };
    expect(choosePersona(choice)).toBe(choosePersona({ ...choice }));
    const differs = (change: Partial<typeof choice>) =>
      demoPhones.some(
        (phone) => choosePersona({ ...choice, phone }) !== choosePersona({ ...choice, phone, ...change }),
      );
    expect(differs({ seed: 2 })).toBe(true);
    expect(differs({ attempt: 2 })).toBe(true);
  });

  it('is as common as the weights say, and nobody with the weight 0 answers by chance', () => {
    expect(personas.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
    for (const { name, weight } of personas) {
      const met = population.filter((phone) => choosePersona({ seed: 3, phone, attempt: 1 }) === name).length;
      expect(Math.abs(met / population.length - weight / 100), name).toBeLessThan(0.02);
    }
  });

  it('has each of them somewhere among the demo numbers of the default seed, somebody agreeable first', () => {
    const common = personas.filter(({ weight }) => weight > 0);
    for (const { name } of common) expect(phoneOf(name, 1), name).not.toBeNull();
    for (const { name } of operators) expect(operatorPhoneOf(name, 1), name).not.toBeNull();
    expect(phoneOf('agreeable', 1)).toBe('+12025550100');
  });

  it('is written down as it is', async () => {
    const docs = await readFile(new URL('../../../docs/simulation.md', import.meta.url), 'utf8');
    for (const { name, weight } of personas) {
      const first = phoneOf(name, 1) ?? 'by name only';
      expect(docs, name).toContain(`| \`${name}\` | ${weight} | ${first} |`);
    }
    for (const { name } of operators)
      expect(docs).toMatch(new RegExp(`\`${name}\`[^\`]*\\${operatorPhoneOf(name, 1)}`));
  });

  it('is an operator of the same number every time', () => {
    const choices = demoPhones.map((phone) => chooseOperator({ seed: 1, phone }));
    expect(demoPhones.map((phone) => chooseOperator({ seed: 1, phone }))).toEqual(choices);
  });
});
