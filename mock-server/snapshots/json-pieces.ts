/** Small pieces are joined up to this length, in UTF-16 units. */
const LENGTH = 64 * 1024;

/** A list with more entries is never written in one piece. */
const LONG = 1000;

/**
 * The JSON text of plain data, in pieces; bigint becomes a text of decimal digits.
 * @param depth levels whose entries are always separate pieces
 */
export function* jsonPieces(value: unknown, depth: number): Generator<string> {
  if (typeof value !== 'object' || value === null || (depth <= 0 && !hasLong(value))) {
    yield JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner));
  } else if (Array.isArray(value)) {
    yield* between('[', ']', value, (entry) => jsonPieces(entry, depth - 1));
  } else {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
    yield* between('{', '}', entries, function* ([key, entry]) {
      yield `${JSON.stringify(key)}:`;
      yield* jsonPieces(entry, depth - 1);
    });
  }
}

function hasLong(value: object): boolean {
  return isLong(value) || Object.values(value).some(isLong);
}

const isLong = (value: unknown): boolean => Array.isArray(value) && value.length > LONG;

function* between<Entry>(
  begin: string,
  end: string,
  entries: readonly Entry[],
  piecesOf: (entry: Entry) => Iterable<string>,
): Generator<string> {
  yield begin;
  for (const [index, entry] of entries.entries()) {
    if (index > 0) yield ',';
    yield* piecesOf(entry);
  }
  yield end;
}

/** A list in JSON that makes its entries while it is written. */
export async function* listPieces<Entry>(
  entries: Iterable<Entry> | AsyncIterable<Entry>,
  piecesOf: (entry: Entry) => Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<string> {
  yield '[';
  let isFirst = true;
  for await (const entry of entries) {
    if (!isFirst) yield ',';
    isFirst = false;
    yield* piecesOf(entry);
  }
  yield ']';
}

/** The same text in fewer pieces. */
export async function* together(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (text.length < LENGTH) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}
