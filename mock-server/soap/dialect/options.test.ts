import { describe, expect, test } from 'vitest';
import { encodeFault, encodeResult, SoapFault, type SoapResponse } from '../index.js';
import { parse, returnOf, valueIn } from '../testing/response-reader.js';
import type { Dialect } from './dialect.js';
import { respell } from './index.js';
import { bytesOf, textOf } from './testing/infoset.js';
import { EVERY_OPTION } from './testing/single-options.js';

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);
const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';
const SERVICE = 'http://api.soap.shared.pmstation.com/';

const NAME = `Grüße & <"x" 'y'> ]]> \r\n😀`;
const file = {
  ...{ directory: false, downloadCount: 3, empty: false, id: 7n, name: NAME, parentId: 1n },
  ...{ removed: false, shared: false, size: 9_007_199_254_740_993n, version: 1 },
};
const LISTING = { operation: 'getItems', version: 'jax3' } as const;
/** Has of everything something: text that needs escaping, an empty text, a nil element, fields that are not set. */
const listing = encodeResult('jax3', 'getItems', [file, { ...file, name: '' }, null], 'utf-8');

const bean = { details: 'no', exceptionClass: 'a.B' };
const failure = encodeFault('jax3', 'getItems', new SoapFault('Server', 'no', bean), 'utf-8');

function spelt(option: Dialect, seed = 0, response: SoapResponse = listing): string {
  return textOf(respell(response, { ...option, seed }, LISTING));
}

/** Each seed's spelling. */
const everySpelling = (option: Dialect, response: SoapResponse = listing): string[] =>
  SEEDS.map((seed) => spelt(option, seed, response));

describe('no option leaves the bytes as they were', () => {
  const canonical = Buffer.from(bytesOf(listing));

  test.each(EVERY_OPTION.filter((option) => Object.keys(option).length > 0))('%j', (option) => {
    for (const seed of SEEDS) {
      const respelt = respell(listing, { ...option, seed }, LISTING);
      expect(canonical.equals(bytesOf(respelt)), `seed ${seed}`).toBe(false);
    }
  });

  test.each(['prefixes', 'whitespace', 'comments', 'instructions', 'cdata', 'entities', 'unknown'] as const)(
    'the seed decides what %s does',
    (option) => {
      const dialect: Dialect = option === 'prefixes' ? { prefixes: 'other' } : { [option]: true };
      expect(new Set(everySpelling(dialect)).size).toBeGreaterThan(3);
    },
  );
});

describe('namespaces', () => {
  test('other prefixes: none of the service, faultcode included', () => {
    for (const text of everySpelling({ prefixes: 'other' }, failure)) {
      expect(text).not.toContain(`xmlns:S="${ENVELOPE}"`);
      expect(text).not.toContain(`xmlns:ns2="${SERVICE}"`);
      const [, prefix] = new RegExp(`xmlns:([^=]+)="${ENVELOPE}"`).exec(text) ?? [];
      expect(text).toContain(`<faultcode>${prefix}:Server</faultcode>`);
    }
  });

  test('other prefixes: sometimes all are declared at the root', () => {
    const atRoot = everySpelling({ prefixes: 'other' }).map(
      (text) => /^[^>]*\?><[^>]*Envelope[^>]*>/.exec(text)?.[0],
    );
    const counts = atRoot.map((tag) => tag?.match(/xmlns:/g)?.length);
    expect(new Set(counts)).toEqual(new Set([1, 3]));
  });

  test('default namespaces, undone below the wrapper', () => {
    expect(spelt({ prefixes: 'default' })).toContain(
      `<Envelope xmlns="${ENVELOPE}"><Body><getItemsResponse xmlns="${SERVICE}"><return xmlns=""><item><directory>`,
    );
    expect(spelt({ prefixes: 'default' }, 0, failure)).toContain(
      `<Fault><faultcode xmlns="" xmlns:S="${ENVELOPE}">S:Server</faultcode><faultstring xmlns="">no</faultstring>` +
        `<detail xmlns=""><ApiException xmlns="${SERVICE}"><details xmlns="">`,
    );
  });
});

describe('between and inside tags', () => {
  test('blanks: around elements, before tags end, in the declaration, around the root', () => {
    const all = everySpelling({ whitespace: true });
    for (const text of all) expect(text).toMatch(/\?>\s+<[^?]*\s$/);
    for (const form of [
      />\s+<item/,
      /<item\s+>/,
      /<\/item\s+>/,
      /xmlns:S\s+=/,
      /=\s+"/,
      /<\?xml\s{2,}version/,
    ]) {
      expect(all.some((text) => form.test(text))).toBe(true);
    }
    for (const text of all) expect(text).toMatch(/<name\s*><\/name/);
  });

  test('comments: around the root, between elements and within text', () => {
    const all = everySpelling({ comments: true });
    for (const text of all) expect(text).toMatch(/\?><!--[\s\S]*?-->[\s\S]*<\/S:Envelope><!--[\s\S]*-->$/);
    for (const form of [
      /<item><!--[\s\S]*?--></,
      />\d+<!--[\s\S]*?-->\d+</,
      /<name><!--[\s\S]*?--><\/name>/,
    ]) {
      expect(all.some((text) => form.test(text))).toBe(true);
    }
  });

  test('processing instructions, not of XML itself', () => {
    const all = everySpelling({ instructions: true });
    for (const text of all) expect(text).toMatch(/\?><\?(testkit|x-y)/);
    expect(all.some((text) => /<item><\?/.test(text))).toBe(true);
  });

  test('empty elements, short or long', () => {
    expect(spelt({ emptyTags: 'short' })).toMatch(/<name\/>.*xsi:nil="true"\/>/);
    expect(spelt({ emptyTags: 'long' })).toMatch(/<name><\/name>.*xsi:nil="true"><\/item>/);
  });

  test('quotes', () => {
    expect(spelt({ quotes: 'single' }).replaceAll(NAME.slice(0, 12), '')).toMatch(
      /^<\?xml version='1.0' encoding='UTF-8'\?><S:Envelope xmlns:S='http[^"]*Response xmlns:ns2='http/,
    );
    expect(spelt({ quotes: 'double' })).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?><S:Envelope xmlns:S="http/,
    );
  });
});

describe('text', () => {
  test('CDATA: whole, divided, mixed with plain text, and never with a CR in it', () => {
    const all = everySpelling({ cdata: true });
    for (const form of [
      /<id><!\[CDATA\[7\]\]><\/id>/,
      /<!\[CDATA\[9007\d*\]\]><!\[CDATA\[\d+\]\]>/,
      />9\d*<!\[CDATA\[\d+\]\]>\d+</,
      /\]\]\]\]><!\[CDATA\[>/,
    ]) {
      expect(all.some((text) => form.test(text))).toBe(true);
    }
    for (const text of all) expect(text).not.toContain('\r');
  });

  test('CDATA holds only what the charset does', () => {
    const sections = SEEDS.flatMap((seed) => {
      const text = spelt({ cdata: true, encoding: 'iso-8859-1' }, seed);
      return [...text.matchAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g)].map(([, held]) => held ?? '');
    });
    for (const held of sections) expect(held).not.toMatch(/&#|[^\n -\xff]/);
    expect(sections.some((held) => held.includes('ü'))).toBe(true);
  });

  test('references: decimal and hexadecimal, in text and in attributes', () => {
    const all = everySpelling({ entities: true });
    for (const form of [
      /<id>&#55;<\/id>/,
      /<id>&#x37;<\/id>/,
      /<id>&#x0037;/,
      /&quot;/,
      /&#128512;/,
      /&#x1F600;/,
    ]) {
      expect(all.some((text) => form.test(text))).toBe(true);
    }
    for (const text of all) {
      expect(text).toMatch(/xmlns:S="[^"]*&#[^"]*"/);
      expect(text).not.toContain('<id>7</id>');
    }
  });
});

describe('charset and declaration', () => {
  const start = (option: Dialect, seed = 0): { type: string; bytes: string } => {
    const response = respell(listing, { ...option, seed }, LISTING);
    const bytes = Buffer.from(bytesOf(response)).subarray(0, 8).toString('latin1');
    const type = response.contentType.toLowerCase().replaceAll('"', '').replace(/ ?; ?/, '; ');
    return { type, bytes };
  };

  test.each<[Dialect, string, string]>([
    [{}, 'text/xml; charset=utf-8', '<?xml ve'],
    [{ bom: true }, 'text/xml; charset=utf-8', '\xef\xbb\xbf<?xml'],
    [{ encoding: 'utf-16le' }, 'text/xml; charset=utf-16le', '<\0?\0x\0m\0'],
    [{ encoding: 'utf-16be' }, 'text/xml; charset=utf-16be', '\0<\0?\0x\0m'],
    [{ encoding: 'iso-8859-1' }, 'text/xml; charset=iso-8859-1', '<?xml ve'],
    [{ declaration: 'none' }, 'text/xml; charset=utf-8', '<S:Envel'],
    [{ declaration: 'none', bom: true }, 'text/xml; charset=utf-8', '\xef\xbb\xbf<S:En'],
  ])('%j', (option, type, bytes) => expect(start(option)).toEqual({ type, bytes }));

  test('a charset that was chosen is spelt in three ways in Content-Type', () => {
    const types = SEEDS.map(
      (seed) => respell(listing, { encoding: 'iso-8859-1', seed }, LISTING).contentType,
    );
    expect(new Set(types)).toEqual(
      new Set([
        'text/xml ;charset=iso-8859-1',
        'text/xml; charset=ISO-8859-1',
        'text/xml;charset="iso-8859-1"',
      ]),
    );
  });

  test('UTF-16 comes in both byte orders', () => {
    const starts = new Set(SEEDS.map((seed) => start({ encoding: 'utf-16' }, seed).bytes));
    expect(starts).toEqual(new Set(['\xfe\xff\0<\0?\0x', '\xff\xfe<\0?\0x\0']));
  });

  test.each<[Dialect['declaration'], string]>([
    ['bare', "<?xml version='1.0' ?>"],
    ['double-quoted', '<?xml version="1.0" encoding="UTF-8"?>'],
    ['standalone', `<?xml version='1.0' encoding='UTF-8' standalone='yes'?>`],
  ])('declaration %s', (declaration, expected) => {
    expect(spelt(declaration === undefined ? {} : { declaration })).toContain(`${expected}<S:Envelope`);
  });

  test.each(['none', 'bare'] as const)(
    'declaration %s gives way where the request named a charset',
    (declaration) => {
      const response = encodeResult('jax3', 'getItems', [file], 'iso-8859-1');
      expect(spelt({ declaration, bom: true }, 0, response)).toMatch(
        /^<\?xml version='1.0' encoding='ISO-8859-1'\?>/,
      );
    },
  );
});

describe('what is added', () => {
  const nil = (name: string): string =>
    `<${name} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>`;

  test('nil: every optional field that is not set, in its place', () => {
    const text = spelt({ nil: true });
    expect(text).toContain(
      `<item>${nil('date')}<directory>false</directory><downloadCount>3</downloadCount>`,
    );
    expect(text).toContain(
      `</downloadCount>${nil('downloadLink')}<empty>false</empty><id>7</id>${nil('md5')}<name>`,
    );
    const read = returnOf(text);
    const unset = { date: null, downloadLink: null, md5: null };
    const items = [{ ...file, ...unset }, { ...file, ...unset, name: '' }, null];
    expect(read && valueIn('accountItemArray', read)).toEqual(items);
  });

  test('nil: jax2 has no field of jax3, and the bean of a fault has two', () => {
    const facts = { operation: 'getHistory', version: 'jax2' } as const;
    const history = encodeResult('jax2', 'getHistory', [{ id: 1n, operation: 3, parentDirId: 1n }], 'utf-8');
    const text = textOf(respell(history, { nil: true }, facts));
    expect(text).toContain(`<item>${nil('date')}${nil('dirId')}${nil('fileId')}<id>1</id>`);
    const empty = encodeFault('jax3', 'getItems', new SoapFault('Server', 'no', {}), 'utf-8');
    expect(spelt({ nil: true }, 0, empty)).toContain(
      `${nil('details')}${nil('exceptionClass')}</ns2:ApiException>`,
    );
  });

  test('unknown: a header block and a last field in each structure', () => {
    for (const text of everySpelling({ unknown: true })) {
      const [header, body] = parse(text).children;
      expect(header?.children.map(({ uri, name }) => `${uri} ${name}`)).toEqual(['urn:example:future trace']);
      expect(text).not.toContain('mustUnderstand');
      const items = body?.children[0]?.children[0]?.children ?? [];
      const last = items.map(({ children }) => children.at(-1)?.name);
      expect(last).toEqual([expect.stringMatching(/^future/), expect.stringMatching(/^future/), undefined]);
    }
  });

  test('unknown: a foreign child in the detail, which only a fault of the server has', () => {
    const foreign = /<ns3:exception xmlns:ns3="http:\/\/jax-ws.dev.java.net\/".*<\/ns3:exception><\/detail>/;
    expect(spelt({ unknown: true }, 0, failure)).toMatch(foreign);
    const bare = (code: 'Server' | 'Client') =>
      encodeFault('jax2', 'getItems', new SoapFault(code, 'no'), 'utf-8');
    expect(spelt({ unknown: true }, 0, bare('Server'))).toMatch(foreign);
    expect(spelt({ unknown: true }, 0, bare('Client'))).not.toContain('detail');
  });
});
