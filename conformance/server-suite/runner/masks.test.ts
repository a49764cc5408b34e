import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Masks } from './masks.js';

const bytesOf = (body: ReturnType<Masks['body']>): Buffer =>
  Buffer.from('base64' in body ? body.base64 : '', 'base64');

/** Every way in which XML may spell a character. */
const spelt = (character: string): fc.Arbitrary<string> => {
  const code = character.codePointAt(0) ?? 0;
  const named = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }[character];
  const hex = code.toString(16);
  const ways = [character, `&#${code};`, `&#x${hex};`, `&#x0${hex.toUpperCase()};`];
  return fc.constantFrom(...ways, ...(named === undefined ? [] : [named]));
};

// A password of one character may equal its neighbours in another charset.
const password = fc
  .string({ unit: 'grapheme', minLength: 2, maxLength: 12 })
  .filter((text) => !/^[*\u2a2a]+$/.test(text));
const inXml = (text: string): fc.Arbitrary<string> =>
  fc.tuple(...Array.from(text, spelt)).map((pieces) => pieces.join(''));

test.each([
  ['UTF-8', (text: string) => Buffer.from(text)],
  ['UTF-16, the lower byte first', (text: string) => Buffer.from(text, 'utf16le')],
  ['UTF-16, the higher byte first', (text: string) => Buffer.from(text, 'utf16le').swap16()],
])('a password is replaced however it is spelt, and nothing else is: %s', (_charset, bytesIn) => {
  fc.assert(
    fc.property(
      password.chain((text) => fc.tuple(fc.constant(text), inXml(text))),
      ([text, spelling]) => {
        const lines = Buffer.from('\r\r');
        const body = new Masks(['', text]).body(Buffer.concat([lines, bytesIn(spelling), lines]));
        const masked = Buffer.concat([lines, Buffer.from('********'), lines]);
        expect(bytesOf(body).toString('latin1')).toBe(masked.toString('latin1'));
        expect(body).toMatchObject({ masked: true });
      },
    ),
  );
});

test.each([
  [
    'a character that references begin with, as one of them',
    ['&'],
    '[&#x26;][&amp;][&]',
    '[********][********][********]',
  ],
  ['a single one in UTF-16', ['k'], '[\0k\0][\0k', '[********\0][********'],
  ['digits of references in any case', ['~ꯍ'], '[&#x7E;&#xABCD;][&#x7e;&#xaBcD;]', '[********][********]'],
  ['in ISO 8859-1', ['Äpfel&Ω'], '[\xc4pfel&amp;&#937;][\xc3\x84pfel&amp;\xce\xa9]', '[********][********]'],
  ['a charset that lacks a character of it', ['Ω1'], '[\xa91][\xce\xa91]', '[\xa91][********]'],
  ['one that another begins with', ['wombat', 'wombat-17'], '[wombat-17][wombat]', '[********][********]'],
])('%s', (_what, passwords, text, masked) => {
  expect(new Masks(passwords).text(text)).toBe(masked);
});

test('bytes without one are those that came, the first 4096 of them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.constantFrom(1, 500), (some, times) => {
      const bytes = Buffer.concat(Array.from({ length: times }, () => some));
      const body = new Masks([]).body(bytes);
      expect(bytesOf(body).equals(bytes.subarray(0, 4096))).toBe(true);
      expect('of' in body ? body.of : undefined).toBe(bytes.length > 4096 ? bytes.length : undefined);
      expect(body).not.toHaveProperty('masked');
    }),
  );
});

test('a password at the end of what is shown is not shown in part', () => {
  const bytes = Buffer.from(`${'x'.repeat(4090)}wombat-17${'y'.repeat(100)}`);
  expect(bytesOf(new Masks(['wombat-17']).body(bytes)).toString()).toBe(`${'x'.repeat(4090)}******`);
});

test('fault texts and results are masked at any depth', () => {
  const masks = new Masks(['geheim-ü', '']);
  const said = {
    fault: { code: 'Server', text: 'no user with geheim-ü' },
    list: ['x', { y: 'geheim-ü', n: 1 }],
  };
  expect(masks.shown(said)).toEqual({
    fault: { code: 'Server', text: 'no user with ********' },
    list: ['x', { y: '********', n: 1 }],
  });
  expect(masks.shown('It answered login with the fault "geheim-ü" – 日本.')).toBe(
    'It answered login with the fault "********" – 日本.',
  );
});
