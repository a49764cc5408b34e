import type { Request, RequestHandler, Response } from 'express';
import type { Firing } from '../edge-cases/rule-book.js';
import type { FileVersion } from '../world/versions.js';
import { abandonment } from './abandonment.js';
import type { ByteSpan } from './byte-range.js';
import { type Delivered, deliver } from './deliver.js';
import { decideHead, findVersion, sendMissing } from './download-head.js';
import { DownloadRecorder } from './download-recorder.js';
import { isLink, logOf } from './link-request.js';
import { passMoment } from './moments.js';
import { onlyBytes } from './only-bytes.js';
import { PREVIEW_HEADER } from './previews.js';
import { replacedAnswer } from './replaced-answer.js';
import type { TransferOptions } from './transfer.js';

/** Serves the bytes of files at their page links and direct links. */
export function downloads(options: TransferOptions): RequestHandler {
  return async (request, response, next) => {
    // A form with the password of the owner comes by POST.
    if (!['GET', 'HEAD', 'POST'].includes(request.method) || !isLink(request)) return next();
    const log = logOf(options, request);
    const namespace = options.namespace(request);
    const recorder = new DownloadRecorder(namespace, request);
    const found = findVersion(namespace.world, request);
    if (!found) {
      sendMissing(response);
      recorder.missing();
      return log('404');
    }
    const { owner, id, name } = found.file;
    const account = owner.login;
    await namespace.prepare(account);
    const firing = namespace.consult({ kind: 'download', account, fileId: id, name });
    if (firing) {
      const affected = { kind: 'download', account, signal: abandonment(response) } as const;
      await passMoment('before', firing.acts, namespace, affected);
      await passMoment('after', firing.acts, namespace, affected);
    }
    try {
      const { span, delivered } = await serve(request, response, found, firing, namespace.journal.recordRaw);
      recorder.done(found, span, delivered, firing);
      if (delivered.complete && countsAsDownload(request, response))
        namespace.world.countDownload(found.file, 'bytes');
      log(delivered.complete ? String(response.statusCode) : 'broken off', account);
    } catch (error) {
      response.destroy();
      recorder.failed(found, firing);
      log('broken off', account, error);
    }
  };
}

/** @throws when the bytes cannot be read; the client is to see that some are missing */
async function serve(
  request: Request,
  response: Response,
  found: FileVersion,
  firing: Firing | undefined,
  keep: boolean,
): Promise<{ readonly span: ByteSpan | undefined; readonly delivered: Delivered }> {
  const acts = firing?.acts ?? [];
  const replaced = replacedAnswer(acts);
  if (replaced) return { span: undefined, delivered: await deliver(response, replaced, acts, keep) };
  const span = decideHead(request, response, found);
  const body = span ? found.content.read(span.start, span.end) : onlyBytes();
  const outgoing = { status: response.statusCode, headers: [], body };
  return { span, delivered: await deliver(response, outgoing, acts, keep) };
}

/** assumption: counted once all bytes were delivered, and neither for a range nor for a preview. */
const countsAsDownload = (request: Request, response: Response): boolean =>
  request.method !== 'HEAD' && response.statusCode === 200 && !response.hasHeader(PREVIEW_HEADER);
