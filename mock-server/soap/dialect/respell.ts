import type { Charset } from '../charset.js';
import type { SoapResponse } from '../response.js';
import { nilFields, unknownElements } from './added-elements.js';
import type { Dialect, ResponseFacts } from './dialect.js';
import { Dice } from './dice.js';
import { parseDocument, type XmlElement } from './document.js';
import { chosenCharset, decodeResponse, encodeResponse, xmlDeclaration } from './encoding.js';
import {
  addCdata,
  addComments,
  addInstructions,
  addReferences,
  addWhitespace,
  longEmptyTags,
  shortEmptyTags,
  singleQuotes,
} from './markup.js';
import { elementPieces, type Piece, renderPieces } from './pieces.js';
import { defaultNamespaces, otherPrefixes } from './prefixes.js';

/** One option. It has its own dice, so its choices do not depend on other options. */
interface Step<Subject, Context> {
  readonly option: keyof Dialect;
  readonly value: Dialect[keyof Dialect];
  apply(subject: Subject, dice: Dice, context: Context): Subject;
}

/** Options that change elements and their names. */
const ELEMENT_STEPS: readonly Step<XmlElement, ResponseFacts>[] = [
  { option: 'nil', value: true, apply: (envelope, _, facts) => nilFields(envelope, facts) },
  { option: 'unknown', value: true, apply: unknownElements },
  { option: 'prefixes', value: 'other', apply: otherPrefixes },
  { option: 'prefixes', value: 'default', apply: defaultNamespaces },
];

/**
 * Options that change how they are written. Empty tags come first, while empty elements are visible; references take
 * the remaining text.
 */
const PIECE_STEPS: readonly Step<readonly Piece[], Charset>[] = [
  { option: 'emptyTags', value: 'short', apply: shortEmptyTags },
  { option: 'emptyTags', value: 'long', apply: longEmptyTags },
  { option: 'comments', value: true, apply: addComments },
  { option: 'instructions', value: true, apply: addInstructions },
  { option: 'whitespace', value: true, apply: addWhitespace },
  { option: 'cdata', value: true, apply: addCdata },
  { option: 'entities', value: true, apply: addReferences },
  { option: 'quotes', value: 'single', apply: singleQuotes },
];

function diceOf({ seed = 0 }: Dialect, option: keyof Dialect): Dice {
  return new Dice(`${seed} ${option}`);
}

function inTurn<Subject, Context>(
  steps: readonly Step<Subject, Context>[],
  subject: Subject,
  dialect: Dialect,
  context: Context,
): Subject {
  return steps
    .filter(({ option, value }) => dialect[option] === value)
    .reduce((current, { option, apply }) => apply(current, diceOf(dialect, option), context), subject);
}

const OUTSIDE: Piece = { kind: 'gap', markup: '', outside: true };

/**
 * Respells a response; to any reader of XML and SOAP its content is the same. Options of the transport are ignored
 * here. The same response and dialect give the same bytes; `{}` changes nothing of a response in UTF-8.
 * @param response made by `encodeResult` or `encodeFault`, in any charset
 * @throws Error for a response that is not well-formed
 */
export function respell(response: SoapResponse, dialect: Dialect, facts: ResponseFacts): SoapResponse {
  const { charset: current, text } = decodeResponse(response);
  const charset = chosenCharset(dialect, current);
  const envelope = inTurn(ELEMENT_STEPS, parseDocument(text), dialect, facts);
  const canonical = [...xmlDeclaration(dialect, charset), OUTSIDE, ...elementPieces(envelope), OUTSIDE];
  const document = renderPieces(inTurn(PIECE_STEPS, canonical, dialect, charset));
  return encodeResponse(document, charset, dialect, diceOf(dialect, 'encoding'));
}
