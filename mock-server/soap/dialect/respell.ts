import type { Charset } from '../charset.js';
import type { Reply } from '../reply.js';
import { addCdata } from './cdata.js';
import { addComments, addInstructions } from './comments.js';
import { defaultNamespaces } from './default-namespaces.js';
import type { Dialect, ReplyFacts } from './dialect.js';
import { Dice } from './dice.js';
import { parseDocument, type XmlElement } from './document.js';
import { longEmptyTags, shortEmptyTags } from './empty-tags.js';
import { chosenCharset, decodeReply, encodeReply } from './encoding.js';
import { nilFields } from './nil-fields.js';
import { otherPrefixes } from './other-prefixes.js';
import { elementPieces, type Piece, renderPieces } from './pieces.js';
import { addReferences } from './references.js';
import { singleQuotes } from './single-quotes.js';
import { unknownElements } from './unknown-elements.js';
import { addWhitespace } from './whitespace.js';
import { xmlDeclaration } from './xml-declaration.js';

/** What one option does. The dice are its own: what it chooses does not hang on the options beside it. */
interface Step<Subject, Context> {
  readonly option: keyof Dialect;
  readonly value: Dialect[keyof Dialect];
  apply(subject: Subject, dice: Dice, context: Context): Subject;
}

/** What elements there are and what they are called. */
const ELEMENT_STEPS: readonly Step<XmlElement, ReplyFacts>[] = [
  { option: 'nil', value: true, apply: (envelope, _, facts) => nilFields(envelope, facts) },
  { option: 'unknown', value: true, apply: unknownElements },
  { option: 'prefixes', value: 'other', apply: otherPrefixes },
  { option: 'prefixes', value: 'default', apply: defaultNamespaces },
];

/** How they are written. Empty tags come first, while it shows what is empty; references take what text is left. */
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
 * The same reply in another spelling, which any reader of XML and SOAP takes for the same answer. Options of the
 * transport change nothing here. The same reply and dialect give the same bytes; `{}` gives the reply as it was.
 *
 * @param reply as `encodeResult` and `encodeFault` make it, in any charset
 * @throws Error for a reply that is not well-formed
 */
export function respell(reply: Reply, dialect: Dialect, facts: ReplyFacts): Reply {
  const { charset: current, text } = decodeReply(reply);
  const charset = chosenCharset(dialect, current);
  const envelope = inTurn(ELEMENT_STEPS, parseDocument(text), dialect, facts);
  const canonical = [...xmlDeclaration(dialect, charset), OUTSIDE, ...elementPieces(envelope), OUTSIDE];
  const document = renderPieces(inTurn(PIECE_STEPS, canonical, dialect, charset));
  return encodeReply(document, charset, dialect, diceOf(dialect, 'encoding'));
}
