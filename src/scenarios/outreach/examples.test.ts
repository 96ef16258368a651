import { describe, expect, it } from 'vitest';
import { parseExamples } from './examples.ts';

const examples = [
  { class: 'yes', transcript: 'yes, please' },
  { class: 'no', transcript: '=no' },
];

describe('a file of examples', () => {
  it.each([
    [
      'the export, pasted',
      Buffer.from('class,transcript,classifier\r\nyes,"yes, please",model\r\nno,\'=no,model\r\n'),
    ],
    ['UTF-16 with tabs', Buffer.from('\uFEFFTranscript\tClass\nyes, please\tyes\n=no\tno\n', 'utf16le')],
    ['UTF-8 with semicolons', Buffer.from('\uFEFFclass;transcript\nyes; yes, please\n\nno;=no')],
  ])('is read as %s', (_name, bytes) => {
    expect(parseExamples(bytes)).toEqual({ examples });
  });

  it.each([
    ['class,transcript\nmaybe,who knows\n', 'line 2: class'],
    ['class,transcript\nyes,\n', 'line 2: transcript'],
    ['class,transcript\nyes,"so\n', 'line 2: a quote'],
    ['class|transcript\n', 'separator'],
    ['\u00e9', 'separator'],
  ])('is refused by line and column: %j', (text, problem) => {
    expect(parseExamples(Buffer.from(text))).toEqual({ problem: expect.stringContaining(problem) });
  });
});
