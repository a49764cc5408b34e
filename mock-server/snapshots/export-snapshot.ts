import {
  type Content,
  isPattern,
  type Range,
  type ReceivedBytes,
  type Snapshot,
  type StoredBytes,
} from '../world/index.js';
import { toBase64 } from './base64.js';
import { FORMAT, VERSION } from './format.js';
import { jsonPieces, listPieces, together } from './json-pieces.js';

/** The lists of files and folders are three levels below the state. */
const STATE_DEPTH = 3;

/**
 * Writes a snapshot as JSON text, in pieces of moderate length: no file is in memory as a whole. Bytes that files share
 * are written once, and pattern bytes of fixtures not at all. Dropping the snapshot meanwhile breaks
 * it off.
 * @throws what the storage throws
 */
export function exportSnapshot(snapshot: Snapshot): AsyncGenerator<string> {
  return together(written(snapshot));
}

async function* written({ state, stored, received }: Snapshot): AsyncGenerator<string> {
  yield `{"format":${JSON.stringify(FORMAT)},"version":${VERSION},"state":`;
  yield* jsonPieces(state, STATE_DEPTH);
  yield ',\n"stored":';
  yield* listPieces(stored, storedPieces);
  yield ',\n"received":';
  yield* listPieces(received, receivedPieces);
  yield '}\n';
}

async function* storedPieces(stored: StoredBytes): AsyncGenerator<string> {
  const { content, size } = stored;
  if (isPattern(content)) {
    yield `\n{"pattern":"${size}"}`;
    return;
  }
  await stored.whenKnown;
  yield `\n{"size":"${size}","md5":"${stored.md5}","base64":`;
  yield* base64Pieces(content, 0n, size);
  yield '}';
}

function receivedPieces({ content, received }: ReceivedBytes): AsyncGenerator<string> {
  return listPieces(received, async function* ([start, end]: Range) {
    yield `\n{"start":"${start}","end":"${end}","base64":`;
    yield* base64Pieces(content, start, end);
    yield '}';
  });
}

function base64Pieces(content: Content, start: bigint, end: bigint): AsyncGenerator<string> {
  return listPieces(content.read(start, end), (bytes) => [`"${toBase64(bytes)}"`]);
}
