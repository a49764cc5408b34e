import type { DeviationName } from '../../../soap/deviations.js';
import type { WireRequest } from './exchange.js';
import type { Observed } from './observed.js';

/** A request that two services do not agree about. */
export interface Difference {
  readonly request: WireRequest;
  readonly reference: Observed;
  readonly here: Observed;
}

const faultOf = (observed: Observed): string =>
  'faultstring' in observed ? (observed.faultstring ?? '') : '';
const textOf = ({ body }: WireRequest): string => Buffer.from(body).toString();
const refusedAs =
  (words: string) =>
  (difference: Difference): boolean =>
    faultOf(difference.here).includes(words);
const parserIn = (observed: Observed): string =>
  /com\.ctc\.wstx\.exc\.\w+/.exec(faultOf(observed))?.[0] ?? '';
/** The end of our own fault for what the RI does not read. */
const AFTER_OPERATION =
  '(after the operation element; the real service stops reading there, this server does not)';
const isStatus = (observed: Observed, status: number): boolean =>
  'status' in observed && observed.status === status && faultOf(observed) === '';
const never = (): boolean => false;

/** Whether a deviation explains a difference. `never`: taken out before the comparison, or not generated. */
const EXPLAINS: Readonly<Record<DeviationName, (difference: Difference) => boolean>> = {
  rootType: ({ request, reference, here }) =>
    faultOf(here) !== '' &&
    request.headers.some((line) => line.includes('multipart/related')) &&
    'status' in reference &&
    reference.status === 500 &&
    faultOf(reference) === '',
  boundaryAddress: ({ reference, here }) =>
    faultOf(here).endsWith('MIME boundary parameter not found') &&
    faultOf(reference).startsWith(faultOf(here)),
  responseCharacters: never,
  responseBytes: never,
  forbiddenCharacters: never,
  floats: never,
  years: never,
  rareCharsets: never,
  overlong: ({ request, here }) =>
    request.headers.includes('Content-Type: text/xml') && parserIn(here).endsWith('WstxIOException'),
  invalidBytes: never,
  doctype: refusedAs('a DOCTYPE is refused'),
  strayText: ({ reference, here }) =>
    faultOf(reference).replace(/(?<=unexpected character content: ").*(?="$)/s, '...') === faultOf(here),
  tail: ({ reference, here }) => 'operation' in reference && faultOf(here).endsWith(AFTER_OPERATION),
  null: never,
  parserWords: never,
  decodeAhead: ({ request, reference, here }) =>
    (faultOf(reference).endsWith('WstxIOException') && faultOf(here).includes('com.ctc.wstx.exc.')) ||
    (textOf(request).includes('<![CDATA[') &&
      parserIn(reference).endsWith('WstxLazyException') &&
      parserIn(here).endsWith('WstxUnexpectedCharException')),
  nestedTypes: ({ reference, here }) =>
    /^(?:input is empty|prefix .* is not bound to a namespace)$/.test(faultOf(reference)) &&
    faultOf(here).includes('com.ctc.wstx.exc.'),
  comments: ({ request, reference, here }) =>
    /<!--|<\?p/.test(textOf(request)) && parserIn(reference) !== '' && parserIn(reference) === parserIn(here),
  ampersand: ({ request, reference, here }) =>
    /&(?!#|\w+;)/.test(textOf(request)) &&
    /Wstx(?:UnexpectedChar|Lazy)Exception/.test(faultOf(reference)) &&
    parserIn(here).endsWith('EOFException'),
  exceptionAddress: never,
  shortMark: ({ request }) => /^(?:\ufeff.{0,3}|\ufeff*\s*<\?[^>]*)$/s.test(textOf(request)),
  limits: never,
  packages: never,
  attributes: never,
  pathBelow: ({ request }) => /DesktopApp(?:\/x|X)/.test(request.target),
  slashes: ({ request }) => request.target.includes('//'),
  descriptionParameters: ({ request }) => /[?&]wsdl.*/i.test(request.target) && request.target.includes('&'),
  methods: never,
  host: ({ request, here }) => request.host === false && isStatus(here, 400),
  expectation: ({ request, here }) => request.headers.includes('Expect: x') && isStatus(here, 417),
  largeHead: ({ request, here }) => request.headers.join().length > 16 * 1024 && isStatus(here, 431),
  foldedHeaders: ({ request, here }) => /\r\n /.test(request.headers.join()) && isStatus(here, 400),
};

/** The deviation that explains a difference, if any does. */
export const explanationOf = (difference: Difference): DeviationName | undefined =>
  (Object.keys(EXPLAINS) as DeviationName[]).find((name) => EXPLAINS[name](difference));
