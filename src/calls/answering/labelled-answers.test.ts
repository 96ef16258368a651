import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type LabelledAnswer, readAnswers } from '../../../test/support/answers/answers.ts';
import { replay } from '../../../test/support/answers/replay.ts';
import type { AnsweredBy, AnswerVerdict } from './answer.ts';

const labels: AnsweredBy[] = ['human', 'voicemail', 'ivr', 'screener', 'silence'];
const judged = readAnswers().map((answer) => ({ answer, verdicts: replay(answer) }));
const heldOut = judged.filter(({ answer }) => answer.half === 'held_out');

type Judged = (typeof judged)[number];

test('at least 120 answers are judged, half of them held out, in both languages', () => {
  expect(judged.length).toBeGreaterThanOrEqual(120);
  expect(heldOut.length / judged.length).toBeGreaterThan(0.45);
  for (const label of labels.slice(0, 4)) {
    for (const language of ['en', 'fa']) {
      expect(judged.filter(({ answer }) => isOf(answer, label, language)).length).toBeGreaterThan(1);
    }
  }
});

test('no sentence of the held-out half is in the tuned half', () => {
  const tuned = new Set(judged.filter(({ answer }) => answer.half === 'tuned').flatMap(sentences));
  expect(heldOut.flatMap(sentences).filter((text) => tuned.has(text))).toEqual([]);
});

test('no person is ever taken for a machine or for nobody, not even for a moment', () => {
  const wronged = judged.filter(
    ({ answer, verdicts }) =>
      answer.answeredBy === 'human' && verdicts.some(({ verdict }) => verdict !== 'human'),
  );
  expect(wronged.map(({ answer }) => answer.name)).toEqual([]);
});

test.each([
  ['all', judged],
  ['the held-out', heldOut],
])('at least 95 percent of %s answers are judged rightly', (_name, answers) => {
  expect(answers.filter(isRight).length / answers.length).toBeGreaterThanOrEqual(0.95);
});

describe('with a tenth of the words lost, as recognizers lose them', () => {
  const runs = Array.from({ length: 10 }, (_, run) =>
    judged.map(({ answer }) => withoutWords(answer, run)),
  ).flat();

  test('fewer than one person in two hundred is ever taken for a machine', () => {
    const people = runs.filter(({ answer }) => answer.answeredBy === 'human');
    const wronged = people.filter(({ verdicts }) => verdicts.some(({ verdict }) => verdict !== 'human'));
    expect(wronged.length / people.length).toBeLessThan(0.005);
    // Only those who say a recording's sentence word for word.
    const names = ['a joke about the beep', 'receptionist offers to take a message'];
    expect(names).toEqual(expect.arrayContaining(wronged.map(({ answer }) => answer.name)));
  });

  test('nine answers of ten are still judged rightly', () => {
    expect(runs.filter(isRight).length / runs.length).toBeGreaterThan(0.9);
  });
});

describe('docs/answer-detection.md', () => {
  const page = readFileSync(new URL('../../../docs/answer-detection.md', import.meta.url), 'utf8');

  test.each([
    ['All answers', judged],
    ['The held-out half', heldOut],
  ])('publishes what was measured: %s', (heading, answers) => {
    expect(tableUnder(page, heading)).toBe(confusionTable(answers));
  });

  test('publishes the times that were measured', () => {
    expect(tableUnder(page, 'Time to a verdict')).toBe(timeTable());
  });

  test('names every answer that is judged wrongly', () => {
    const wrong = judged.filter((one) => !isRight(one)).map(({ answer }) => `- ${answer.name}`);
    const listed = sectionOf(page, 'Judged wrongly').match(/^- [^:]*/gm);
    expect(listed).toEqual(wrong);
  });
});

function confusionTable(answers: Judged[]): string {
  const rows = labels.map((label) => {
    const those = answers.filter(({ answer }) => answer.answeredBy === label);
    const counts = labels.map((verdict) => those.filter((one) => settled(one)?.verdict === verdict).length);
    return [label, ...counts, those.length];
  });
  return tableOf(['answered by', ...labels.map((label) => `judged ${label}`), 'all'], rows);
}

/** From the answer to the first right verdict; and the pause that a person hears before ours. */
function timeTable(): string {
  const rows = labels.map((label) => {
    const those = judged.filter((one) => one.answer.answeredBy === label && isRight(one));
    const times = those.map(({ verdicts }) => verdicts.find(({ verdict }) => verdict === label)?.atMs ?? 0);
    return [label, seconds(quantile(times, 0.5)), seconds(quantile(times, 0.9))];
  });
  const pauses = judged.flatMap(pauseBeforeVerdict);
  const pauseRow = [
    'human, after their only sound',
    seconds(quantile(pauses, 0.5)),
    seconds(quantile(pauses, 0.9)),
  ];
  return tableOf(['answered by', 'median', '90th percentile'], [...rows, pauseRow]);
}

function pauseBeforeVerdict({ answer, verdicts }: Judged): number[] {
  const [sound, ...others] = answer.sounds;
  const [first] = verdicts;
  if (answer.answeredBy !== 'human' || !sound || !first || others.length > 0) return [];
  return [Math.max(0, first.atMs - sound.to)];
}

const lostShare = 0.1;

/** The same answer, of which a recognizer has missed some words; the same ones in every run of the test. */
function withoutWords(answer: LabelledAnswer, run: number): Judged {
  let seed = run * 7_919 + answer.name.length;
  const isLost = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648 < lostShare;
  };
  const sounds = answer.sounds.map((sound) =>
    'hz' in sound
      ? sound
      : {
          ...sound,
          text: sound.text
            .split(' ')
            .filter(() => !isLost())
            .join(' '),
        },
  );
  return { answer, verdicts: replay({ ...answer, sounds }) };
}

function settled({ verdicts }: Judged): AnswerVerdict | undefined {
  return verdicts.at(-1);
}

function isRight(one: Judged): boolean {
  return settled(one)?.verdict === one.answer.answeredBy;
}

function isOf(answer: LabelledAnswer, label: AnsweredBy, language: string): boolean {
  return answer.answeredBy === label && answer.language === language;
}

function sentences({ answer }: Judged): string[] {
  return answer.sounds.flatMap((sound) => ('text' in sound && sound.text.length > 20 ? [sound.text] : []));
}

function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function tableOf(head: string[], rows: Array<Array<string | number>>): string {
  const line = (cells: Array<string | number>) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

function sectionOf(page: string, heading: string): string {
  return page.split(/^#+ /m).find((section) => section.startsWith(`${heading}\n`)) ?? '';
}

function tableUnder(page: string, heading: string): string {
  const lines = sectionOf(page, heading).split('\n');
  return lines.filter((line) => line.startsWith('|')).join('\n');
}
