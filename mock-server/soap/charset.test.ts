import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { charsetNamed } from './charset.js';
import { open, read, refusal, request } from './testing/reading.js';
import { unicodeText } from './testing/values.js';

// So that a busy machine fails no test.
vi.setConfig({ testTimeout: 60_000 });

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

function login(bytes: Uint8Array, contentType: string | undefined): unknown {
  const call = read(bytes, { contentType });
  return call.fault === undefined && call.operation === 'login' ? call.args.login : call.fault;
}

const UNREADABLE = "Couldn't create SOAP message due to exception: Unable to create StAX reader or writer";

describe('the charset of a request', () => {
  const body = (declaration: string): Uint8Array =>
    latin1(declaration + request('login', '<arg0>\xe9\x80\xff</arg0>'));
  const declared = (name: string): string => `<?xml version='1.0' encoding="${name}" ?>`;

  test('ISO-8859-1 is not windows-1252', () => {
    expect(login(body(''), 'text/xml; charset=iso-8859-1')).toBe('é\x80ÿ');
    expect(login(body(declared('ISO-8859-1')), 'text/xml')).toBe('é\x80ÿ');
    expect(login(body(''), 'text/xml; charset=windows-1252')).toBe('é€ÿ');
    expect(login(body(declared('cp1252')), undefined)).toBe('é€ÿ');
  });

  test('other charsets of one byte a character', () => {
    expect(login(body(''), 'text/xml; charset=windows-1251')).toBe('йЂя');
    expect(login(body(declared('KOI8-R')), 'text/xml')).toBe('И─Ъ');
  });

  test('charsets of several bytes, in chunks of any size', () => {
    const text = '漢字';
    const inGbk = [0x9d, 0x68, 0xd7, 0xd6];
    const before = latin1(request('login', '<arg0>').replace(/<\/a:login>.*/, ''));
    const after = latin1(request('login', '<arg0></arg0>').replace(/^.*<arg0>/, ''));
    const bytes = Uint8Array.from([...before, ...inGbk, ...after]);
    for (const chunk of [1, 2, 3, bytes.length]) {
      const reader = open({ contentType: 'text/xml; charset=GBK' });
      for (let at = 0; at < bytes.length; at += chunk) reader.write(bytes.subarray(at, at + chunk));
      const call = reader.end();
      expect(call).toMatchObject({ args: { login: text }, charset: 'GBK' });
    }
    const wide = [...request('login', `<arg0>${text}</arg0>`)].flatMap((character) => {
      const code = character.codePointAt(0) ?? 0;
      return [0, 0, code >> 8, code & 0xff];
    });
    expect(login(Uint8Array.from(wide), 'text/xml')).toBe(text);
  });

  test('EBCDIC by header or declaration, in chunks of any size', () => {
    const text = request('login', '<arg0>é[]</arg0>');
    const encoded = (document: string, name: string): Uint8Array =>
      charsetNamed(name)?.encode(document) ?? new Uint8Array();
    expect(login(encoded(text, 'cp500'), 'text/xml; charset=IBM500')).toBe('é[]');
    const bytes = encoded(declared('ibm-273') + text, 'ibm273');
    for (const chunk of [1, 3, bytes.length]) {
      const reader = open({ contentType: 'text/xml' });
      for (let at = 0; at < bytes.length; at += chunk) reader.write(bytes.subarray(at, at + chunk));
      expect(reader.end()).toMatchObject({ args: { login: 'é[]' }, charset: 'utf-8' });
    }
    for (const declaration of ['<?xml version="1.0"?>', declared('utf-8')])
      expect(refusal(encoded(declaration + text, 'ibm037'), { contentType: 'text/xml' })).toBe(
        `S:Client ${UNREADABLE}`,
      );
  });

  test('the header rules over declaration and byte order mark', () => {
    expect(login(body(declared('utf-8')), 'text/xml; charset=ISO-8859-1')).toBe('é\x80ÿ');
    expect(login(body(declared('ISO-8859-1')), 'text/xml; charset=utf-8')).toBe('\ufffd\ufffd');
    const utf16 = new TextEncoder().encode(`\ufeff${request('login')}`);
    expect(refusal(utf16, { contentType: 'text/xml; charset=utf-16' })).toContain('XML reader error');
  });

  test.each(["'utf-8'", "'", '_x', '-utf', 'x!y', '__proto__'])('%s names no charset', (name) => {
    const contentType = `text/xml; charset=${name}`;
    expect(open({ contentType }).refused).toBe(true);
    const fault = `Couldn't create SOAP message due to exception: java.nio.charset.IllegalCharsetNameException: ${name}`;
    expect(refusal(request('login'), { contentType })).toBe(`S:Client ${fault}`);
    expect(refusal('<a', { contentType: `text/xml; charset="${name}"` })).toBe(`S:Client ${fault}`);
  });

  test.each(['no-such', 'ibm850', '../x', 'constructor', '__proto__'])('%s is not known', (name) => {
    const call = read(declared(name) + request('login'), { contentType: 'text/xml' });
    expect(call.fault?.message).toBe(UNREADABLE);
    expect(call.warnings).toEqual([`the encoding "${name}" of the XML declaration is not known`]);
  });

  test('a declaration of UTF-16 that is not is said to be one', () => {
    const call = read(declared('utf-16') + request('login'), { contentType: 'text/xml' });
    expect(call.fault?.message).toBe(UNREADABLE);
    expect(call.warnings.join()).toContain('the XML declaration says utf-16, but the bytes are not');
    expect(read(declared('utf-16') + request('login')).fault).toBeUndefined();
  });

  test('only the header decides on the response', () => {
    const replyCharset = (contentType: string): string =>
      read(body(declared('iso-8859-1')), { contentType }).charset;
    expect(replyCharset('text/xml')).toBe('utf-8');
    expect(replyCharset('text/xml; charset=Latin1')).toBe('Latin1');
    expect(replyCharset('text/xml; charset="windows-1251"')).toBe('windows-1251');
    expect(replyCharset('text/xml; charset = ISO-8859-1;')).toBe('ISO-8859-1');
    expect(replyCharset('text/xml; a="\\";" ;Charset="iso-8859-1"')).toBe('iso-8859-1');
    expect(replyCharset('text/xml; charset=iso-8859-1; ;')).toBe('utf-8');
    expect(replyCharset('text/xml; charset="iso-8859-1')).toBe('utf-8');
    expect(replyCharset('text/xml; charset=iso-8859-1 x')).toBe('utf-8');
  });

  test('bytes that are none of a charset found in the bytes are refused', () => {
    const contentType = 'text/xml';
    const part = request('login', '<arg0>a\xff</arg0>');
    expect(refusal(latin1('<a\xff/>'), { contentType })).toMatch(
      /^S:Client .*XML reader error: com\.ctc\.wstx\.exc\.WstxIOException: the bytes are not utf-8/,
    );
    expect(refusal(latin1(part), { contentType })).toMatch(
      /^S:Client .*XML reader error: com\.ctc\.wstx\.exc\.WstxIOException: the bytes are not utf-8/,
    );
    expect(refusal(latin1(declared('us-ascii') + part), { contentType })).toMatch(
      /the bytes are not us-ascii/,
    );
    expect(refusal(latin1(`${request('login')}\xff`), { contentType })).toMatch(
      /^S:Client .*the bytes are not utf-8/,
    );
    expect(refusal(latin1(`${request('login')}<!--\xe2\x82`), { contentType })).toMatch(
      /the last character is cut off \(utf-8\)/,
    );
  });

  test.each([
    ['utf-8', 'a\xffb', 'a\ufffdb'],
    ['utf-8', 'a\xc0\xafb', 'a\ufffd\ufffdb'],
    ['utf-8', 'a\xc3b', 'a\ufffdb'],
    ['utf-8', '\xe2\x82', '\ufffd'],
    ['utf-8', '\xf0\x80\x80\xaf', '\ufffd\ufffd\ufffd\ufffd'],
    ['utf-8', '\xed\xa0\x80\xed\xb0\x80', '\ufffd\ufffd'],
    ['utf-8', '\xed\xa0b', '\ufffdb'],
    ['us-ascii', '\xc3\xa9', '\ufffd\ufffd'],
  ])('bytes that are none of the charset of the header are replaced: %s %j', (name, text, value) => {
    const bytes = latin1(request('login', `<arg0>é</arg0><arg1/>`).replace('é', text));
    const whole = read(bytes, { contentType: `text/xml; charset=${name}` });
    expect(whole).toMatchObject({
      args: { login: value },
      warnings: [`the request holds bytes that are not ${name}; each is read as U+FFFD`],
    });
    const reader = open({ contentType: `text/xml; charset=${name}` });
    for (const byte of bytes) reader.write(Uint8Array.of(byte));
    expect(reader.end()).toEqual(whole);
  });

  test('a character cut off at the end of the request is replaced too', () => {
    expect(refusal(latin1(`${request('login').split('</a:')[0]}\xe2\x82`))).toMatch(/^S:Server/);
    expect(refusal(latin1(`${request('login')}\xe2\x82`))).toMatch(
      /^S:Client .*text data outside of root node/,
    );
  });

  test('a mark split over chunks', () => {
    const reader = open({ contentType: 'text/xml' });
    for (const byte of new TextEncoder().encode(`\ufeff${request('login', '<arg0>é</arg0>')}`)) {
      reader.write(Uint8Array.of(byte));
    }
    expect(reader.end()).toMatchObject({ args: { login: 'é' } });
  });
});

describe('charsets', () => {
  test.each(['utf-8', 'utf-16be', 'utf-16le', 'utf-16'])('%s holds all text', (name) => {
    const charset = charsetNamed(name);
    fc.assert(
      fc.property(unicodeText, (text) => {
        const bytes = charset?.encode(text) ?? new Uint8Array(0);
        expect(charset?.complete(bytes)).toBe(bytes.length);
        expect(charset?.decode(bytes).replace(name === 'utf-16' ? '\ufeff' : '', '')).toBe(text);
      }),
    );
  });

  test.each(['iso-8859-1', 'us-ascii', 'windows-1252', 'windows-1251', 'koi8-r', 'iso-8859-15', 'cp866'])(
    '%s gives back what it can decode',
    (name) => {
      const charset = charsetNamed(name);
      const bytes = Array.from({ length: 256 }, (_, byte) => Uint8Array.of(byte));
      const decodable = bytes.filter((byte) => {
        try {
          return charset?.decode(byte) !== undefined;
        } catch {
          return false;
        }
      });
      expect(decodable.length).toBe(name === 'us-ascii' ? 128 : 256);
      for (const byte of decodable) expect(charset?.encode(charset.decode(byte))).toEqual(byte);
    },
  );

  test.each(['iso-8859-1', 'us-ascii', 'windows-1251', 'iso-8859-15'])(
    '%s writes what it lacks as references, in texts of any length',
    (name) => {
      const charset = charsetNamed(name);
      const readable = (character: string): boolean =>
        charset?.encode(character).length === 1 && charset.decode(charset.encode(character)) === character;
      const longText = fc
        .tuple(unicodeText, fc.integer({ min: 1, max: 1500 }))
        .map(([text, times]) => text.repeat(times));
      fc.assert(
        fc.property(fc.oneof(unicodeText, longText), (text) => {
          const expected = Array.from(text, (character) =>
            readable(character) ? character : `&#${character.codePointAt(0)};`,
          ).join('');
          expect(charset?.decode(charset.encode(text)) === expected).toBe(true);
        }),
      );
    },
  );
});
