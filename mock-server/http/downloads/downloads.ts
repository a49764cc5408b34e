import type { Firing } from '../../edge-cases/index.js';
import { ContentGone, isStorageFailure } from '../../storage/errors.js';
import type { FileVersion } from '../../world/index.js';
import { type Outgoing, replacedResponse, underActs, withBody } from '../outgoing.js';
import { escapeHtml, htmlPage } from '../pages/pages.js';
import { type HttpResponse, onlyBytes } from '../response.js';
import type { RoutedRequest } from '../routed-request.js';
import { performTimed } from '../timed-acts.js';
import { type ByteSpan, decideHead, findVersion, missingPage } from './download-head.js';
import { DownloadRecorder } from './download-recorder.js';
import { isLink } from './link-request.js';

/**
 * Serves the bytes of files at their direct links, and at their page links if no page is shown. Undefined for any
 * other address.
 * @param preview headers of a preview that is the file itself
 * @throws CutOff when a rule ends the connection instead of a response
 */
export async function serveDownload(
  routed: RoutedRequest,
  preview: readonly string[] = [],
): Promise<HttpResponse | undefined> {
  // The form with the owner's password uses POST.
  if (!['GET', 'HEAD', 'POST'].includes(routed.method) || !isLink(routed)) return undefined;
  const { namespace, request } = routed;
  const log = routed.logger();
  const recorder = new DownloadRecorder(namespace, request);
  const found = findVersion(routed);
  if (!found) {
    recorder.missing();
    log('404');
    return missingPage(request, preview);
  }
  const account = found.file.owner.login;
  const firing = await consulted(routed, found);
  const acts = firing?.acts ?? [];
  const { outgoing, span, failure } = await outgoingOf(routed, found, firing, preview);
  return underActs(request, outgoing, acts, namespace.journal.recordRaw, {
    delivered: (delivered) => {
      recorder.done(found, span, delivered, firing);
      // assumption: counted when all bytes were delivered, but not for a range or a preview.
      const whole = outgoing.status === 200 && request.method !== 'HEAD' && preview.length === 0;
      if (delivered.complete && whole) namespace.world.countDownload(found.file, 'bytes');
      log(delivered.complete ? String(outgoing.status) : 'broken off', account, failure);
    },
    failed: (failure) => {
      recorder.failed(found, firing);
      log('broken off', account, failure instanceof ContentGone ? undefined : failure);
    },
  });
}

async function consulted(
  { namespace, request }: RoutedRequest,
  found: FileVersion,
): Promise<Firing | undefined> {
  const { owner, id, name } = found.file;
  const account = owner.login;
  await namespace.prepare(account);
  const firing = namespace.consult({ kind: 'download', account, fileId: id, name });
  if (firing) {
    const affected = { kind: 'download', account, signal: request.abandoned } as const;
    await performTimed('before', firing.acts, namespace, affected);
    await performTimed('after', firing.acts, namespace, affected);
  }
  return firing;
}

interface Decided {
  readonly outgoing: Outgoing;
  /** The bytes to send; undefined for none of the file. */
  readonly span: ByteSpan | undefined;
  readonly failure?: unknown;
}

async function outgoingOf(
  { request }: RoutedRequest,
  found: FileVersion,
  firing: Firing | undefined,
  preview: readonly string[],
): Promise<Decided> {
  const replaced = replacedResponse(firing?.acts ?? []);
  if (replaced)
    return { outgoing: { ...replaced, headers: [...preview, ...replaced.headers] }, span: undefined };
  const { status, headers, span } = decideHead(request, found);
  const failure = status < 300 ? await whyUnreadable(found) : undefined;
  if (failure) {
    const page = htmlPage('503 Service Unavailable', `<p>${escapeHtml(failure.message)}</p>`);
    const outgoing = withBody(503, 'text/html; charset=utf-8', page, preview);
    return { outgoing, span: undefined, failure };
  }
  const body = span ? found.content.read(span.start, span.end) : onlyBytes();
  return { outgoing: { status, headers: [...preview, ...headers], body }, span };
}

/** After the head, a failure can only break off the connection: so one byte is read before. */
async function whyUnreadable({ content, size }: FileVersion): Promise<Error | undefined> {
  if (size === 0n) return undefined;
  try {
    for await (const _ of content.read(0n, 1n)) break;
    await content.rest();
    return undefined;
  } catch (error) {
    if (isStorageFailure(error)) return error;
    if (error instanceof ContentGone) return undefined;
    throw error;
  }
}
