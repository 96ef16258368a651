import { describe, expect, it } from 'vitest';
import { readFileText } from './encoding.ts';

const text = 'name,mobile\r\nÄnne Müller,+12025550111\r\nعلی,+12025550112\r\n🙂,+12025550113';

function utf16(written: string, order: 'le' | 'be', mark = ''): Buffer {
  const bytes = Buffer.from(mark + written, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

describe('the encoding of a file', () => {
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 LE with a mark', utf16(text, 'le', '\uFEFF')],
    ['UTF-16 BE with a mark', utf16(text, 'be', '\uFEFF')],
    ['UTF-16 LE', utf16(text, 'le')],
    ['UTF-16 BE', utf16(text, 'be')],
  ])('is told from its bytes when it is %s', (_name, bytes) => {
    expect(readFileText(bytes)).toEqual({ text });
    // What somebody says of it without knowing changes nothing.
    expect(readFileText(bytes, 'utf-8')).toEqual({ text });
  });

  it('is one of the older ones only where somebody names it', () => {
    const bytes = Buffer.from('name;mobile\nJosé – 5 €;1', 'utf8');
    const windows = Uint8Array.from([...Buffer.from('name;mobile\nJos'), 0xe9, 0x20, 0x96, 0x20, 0x80]);
    expect(readFileText(windows)).toEqual({ problem: expect.stringContaining('Windows-1252') });
    expect(readFileText(windows, 'utf-8')).toEqual({ problem: expect.stringContaining('Windows-1252') });
    expect(readFileText(windows, 'windows-1252')).toEqual({ text: 'name;mobile\nJosé – €' });
    expect(readFileText(bytes)).toEqual({ text: bytes.toString() });
    // The same byte is another letter in Persian.
    expect(readFileText(Uint8Array.of(0xe3), 'windows-1256')).toEqual({ text: 'م' });
  });

  it.each([
    ['an unknown encoding', Buffer.from('x'), 'utf-99', '"utf-99" is not known'],
    ['a mark that is not true', Buffer.from([0xff, 0xfe, 0x00]), null, 'utf-16le, and is not'],
    ['half a character of UTF-16', Buffer.from([0xff, 0xfe, 0x00, 0xd8]), null, 'utf-16le, and is not'],
    ['a workbook', Buffer.from('504b030414', 'hex'), null, 'workbook'],
    ['an old workbook', Buffer.from('d0cf11e0a1', 'hex'), null, 'workbook'],
    [
      'UTF-16 that is said to be ASCII of Japan',
      Buffer.from([0x80, 0xff]),
      'shift_jis',
      'shift_jis, and is not',
    ],
  ])('refuses %s by name', (_name, bytes, declared, problem) => {
    expect(readFileText(bytes, declared)).toEqual({ problem: expect.stringContaining(problem) });
  });

  it('never puts a sign for a lost letter where there was one', () => {
    for (let byte = 0x80; byte <= 0xff; byte += 1) {
      const read = readFileText(Uint8Array.from([...Buffer.from('name,mobile\nA'), byte, 0x2c, 0x31]));
      expect('text' in read && read.text.includes('\uFFFD')).toBe(false);
    }
  });

  it('takes a single NUL for what it is, not for UTF-16', () => {
    const bytes = Buffer.from('name,mobile\nAnn\u0000,+12025550111\n');
    expect(readFileText(bytes)).toEqual({ text: bytes.toString() });
  });
});
