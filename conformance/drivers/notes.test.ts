import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Notes } from './notes.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('the newest bytes are kept, however they come, and the rest is counted', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 30 })), fc.integer({ min: 1, max: 40 }), (texts, most) => {
      const notes = new Notes(most);
      for (const text of texts) notes.add(bytes(text));
      const whole = texts.join('');
      const leftOut = whole.length - most;
      expect(notes.take()).toBe(
        leftOut > 0 ? `[${leftOut} bytes before this are left out]\n${whole.slice(-most)}` : whole,
      );
      expect(notes.take()).toBe('');
    }),
  );
});

test('a character that lost its beginning is left out, one in two pieces is not', () => {
  const notes = new Notes(4);
  const [first, ...rest] = bytes('ü');
  notes.add(bytes('äöü'));
  notes.add(Uint8Array.of(first ?? 0));
  expect(notes.lastLines()).toBe('ü\uFFFD');
  notes.add(Uint8Array.from(rest));
  expect(notes.take()).toBe('[4 bytes before this are left out]\nüü');
});

test('the last lines can be had without taking them', () => {
  const notes = new Notes();
  notes.add(bytes('1\n2\n3\n'));
  expect(notes.lastLines(2)).toBe('2\n3');
  expect(notes.take()).toBe('1\n2\n3\n');
});
