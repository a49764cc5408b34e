import { type Outcome, partFacts } from '../../journal/index.js';
import { isStorageFailure } from '../../storage/errors.js';
import type { Delivered } from '../outgoing.js';
import type { RoutedRequest } from '../routed-request.js';
import type { Received } from './receive.js';
import { uploader } from './target.js';

/**
 * Records an upload in journal and log, when its response was sent.
 * @param began by `performance.now()`, and by the clock of the namespace
 */
export function recordUpload(
  routed: RoutedRequest,
  received: Received,
  delivered: Delivered,
  began: { readonly at: number; readonly time: number },
): void {
  const { namespace, request, service } = routed;
  const { outcome, target, body } = received;
  const account = uploader(routed);
  const ms = performance.now() - began.at;
  const http = namespace.journal.httpFacts(request);
  const refusal = outcome.kind === 'refused' ? outcome.refusal : undefined;
  namespace.journal.record({
    kind: 'part',
    time: began.time,
    ms,
    account: account?.login,
    outcome: outcomeOf(received, delivered),
    status: delivered.status,
    http,
    rules: received.firing?.rules ?? [],
    warnings: [],
    bytesIn: received.bodyBytes,
    bytesOut: delivered.bytes,
    fileId: target?.fileId,
    firstByte: target?.firstByte,
    received: received.fileBytes,
    fileName: received.fileName,
    ...partFacts({ http, fields: received.fields }, account),
    refusal: refusal && { code: refusal.code, reason: refusal.reason },
    raw: body && {
      request: body.head,
      requestCut: body.cut,
      response: delivered.kept?.head ?? [],
      responseCut: delivered.kept?.cut,
      responseHeaders: delivered.headers,
    },
  });
  service.log({
    ...described(received, request.isComplete),
    account: account?.login,
    ms,
    warnings: outcome.kind === 'part' && outcome.completes ? [UNFINISHED] : [],
    failure: outcome.kind === 'refused' && isOurFault(outcome.error) ? outcome.error : undefined,
  });
}

/** client: some never finish. The log explains why the file is missing. */
const UNFINISHED =
  'all bytes of the upload are there, and uploadFinishFile makes a file of them; with --assume completion=all-bytes it is one at once';

function outcomeOf({ outcome }: Received, { complete, status }: Delivered): Outcome {
  if (!complete) return 'cut';
  if (outcome.kind === 'refused') return 'refused';
  return status !== undefined && status >= 400 ? 'error' : 'ok';
}

function described({ outcome }: Received, isComplete: boolean): { what: string; result: string } {
  switch (outcome.kind) {
    case 'refused': {
      const { code, reason } = outcome.refusal;
      return { what: 'upload', result: isComplete ? `refused with ${code}: ${reason}` : 'broken off' };
    }
    case 'lost':
      return { what: 'file', result: `${outcome.received} bytes, lost by a rule` };
    case 'file': {
      const { id, name, size } = outcome.file;
      return { what: `file ${JSON.stringify(name)}`, result: `item ${id}, ${size} bytes` };
    }
    case 'part': {
      const { fileId, firstByte } = outcome.target;
      return { what: `part of ${fileId} from ${firstByte}`, result: `${outcome.received} bytes` };
    }
  }
}

/** Errors of system calls have a field `syscall`. A broken connection is no fault of this server. */
const isOurFault = (error: unknown): boolean =>
  isStorageFailure(error) || error instanceof TypeError || (error instanceof Error && 'syscall' in error);
