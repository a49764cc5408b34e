import fc from 'fast-check';
import type { JournalEntry } from '../../../mock-server/index.js';

/** What breaks out of HTML, XML, Markdown, TAP, YAML and terminals, if it is let. */
const SPECIAL = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</style></title></pre>',
  ']]>',
  '<!-- -->',
  '&amp;&lt;&#0;',
  "' onclick='x",
  '\u0000\u0001\u0008\u000b\u001b[31mred\u001b]0;title\u0007',
  '\u007f\u0085\u009b2J',
  '\r\n\r',
  '\n\n# h\n- l\n> q',
  '| a | b |\n|---|',
  '```\n````\n~~~',
  '[x](javascript:y) @octocat #1 www.example.com',
  '# TODO x',
  '# SKIP',
  '\\#',
  '\n  ...\n  ---\nBail out!\nok 99\n1..4',
  'a: b\n- *x &y !!z %w',
  '\u202ereversed\u2066',
  '\u2028\u2029\ufeff\ufffe\uffff',
  '\ud800',
  '\udc00x',
  '報告 👩‍👩‍👧 ﷺ',
  '__proto__',
  'constructor',
  ' ',
  '\t',
];

const shortText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.array(fc.nat(0x10ffff), { maxLength: 20 }).map((codes) => String.fromCodePoint(...codes)),
  fc
    .array(fc.oneof(fc.constantFrom(...SPECIAL), fc.string({ maxLength: 5 })), { maxLength: 4 })
    .map((parts) => parts.join('')),
  fc.array(fc.nat(0xffff), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
);

const longText = fc
  .tuple(fc.constantFrom(...SPECIAL, 'x'), fc.integer({ min: 100, max: 3000 }))
  .map(([text, times]) => text.repeat(times));

/** Any text that a client could make stand in a report. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: shortText, weight: 40 },
  { arbitrary: longText, weight: 1 },
);

export const anyLong = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String);
export const ms = fc.double({ min: 0, max: 1e12, noNaN: true });
export const texts = fc.array(anyText, { maxLength: 3 });
type Json = Extract<JournalEntry, { readonly kind: 'call' }>['arguments'][string];
export const anyJson = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>;
export const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
