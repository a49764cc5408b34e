import { isStorageFailure } from '../../storage/errors.js';
import { type Base, pageLink } from '../../world/index.js';
import { type Outgoing, replacedResponse, withBody } from '../outgoing.js';
import { escapeHtml } from '../pages/pages.js';
import type { RoutedRequest } from '../routed-request.js';
import type { Received, Refused } from './receive.js';
import type { Accepted } from './store.js';

/** The service's response to an upload, or the one that a rule sets instead. */
export function respond(
  { query, links }: RoutedRequest,
  encoding: 'form' | 'raw',
  { outcome, acts }: Received,
): Outgoing {
  const replaced = replacedResponse(acts);
  if (replaced) return replaced;
  // client; which one when: assumption
  const json = encoding === 'raw' || query.get('isAjax') === 'true';
  const withStatus = query.get('sendHttpStatus') === 'true';
  const status = outcome.kind === 'refused' ? statusOf(outcome, withStatus) : 200;
  const body = outcome.kind === 'refused' ? refusal(outcome, json) : acceptance(outcome, links, json);
  const type = `${json ? 'application/json' : 'text/html'}; charset=utf-8`;
  return withBody(status, type, body, ['Cache-Control', 'no-store']);
}

/** client: a refusal has status 200, unless the address requests 403. A storage that fails may recover: 503. */
function statusOf({ error }: Refused, withStatus: boolean): number {
  if (isStorageFailure(error)) return 503;
  return withStatus ? 403 : 200;
}

/** client: a part has no id and no address. @param base of addresses */
function acceptance(accepted: Accepted, base: Base, json: boolean): string {
  const id = accepted.kind === 'file' ? accepted.file.id : -1n;
  const address = accepted.kind === 'file' ? pageLink(base, accepted.file) : '';
  // The id may exceed a JavaScript number, so its digits are inserted.
  if (json)
    return `{"status":"OK","uploadedFileId":${id},"fileUploadUrl":${JSON.stringify(address)},"previewUrl":""}`;
  return page({ uploadedFileId: String(id), fileUploadUrl: address, previewUrl: '', sizeOk: 'true' });
}

/** The reason is for the log only, unless the storage fails. */
function refusal({ refusal: { code, message: sent }, error }: Refused, json: boolean): string {
  const message = isStorageFailure(error) ? error.message : sent;
  if (json) return JSON.stringify({ status: 'error', errorCode: code, message });
  return page({ alert: message, errorCode: String(code) });
}

function page(inputs: Readonly<Record<string, string>>): string {
  const rows = Object.entries(inputs).map(
    ([id, value]) => `<input type="hidden" id="${id}" name="${id}" value="${escapeHtml(value)}">`,
  );
  return `<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>Upload</title></head><body>\n${rows.join('\n')}\n</body></html>\n`;
}
