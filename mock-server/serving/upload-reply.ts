import { type Base, pageLink } from '../world/addresses.js';
import type { UploadRefusal } from '../world/world.js';
import { escapeHtml } from './pages.js';
import type { Receipt } from './upload-receipt.js';

/** How the sender wants to be answered. */
export interface ReplyStyle {
  /** JSON for `isAjax=true` and raw bodies, otherwise an HTML page (client; which for which: assumption). */
  readonly json: boolean;
  /** Whether failures have an HTTP status of their own: `sendHttpStatus=true` (client). */
  readonly httpStatus: boolean;
}

export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/**
 * The answer to a part or file that was taken. A part has no id and no address (client).
 * @param base what addresses begin with
 */
export function acceptance(receipt: Receipt, base: Base, style: ReplyStyle): Reply {
  const id = receipt.kind === 'file' ? receipt.file.id : -1n;
  const address = receipt.kind === 'file' ? pageLink(base, receipt.file) : '';
  const body = style.json
    ? // The id may be past what a JavaScript number holds, so it is put in by its digits.
      `{"status":"OK","uploadedFileId":${id},"fileUploadUrl":${JSON.stringify(address)},"previewUrl":""}`
    : page({ uploadedFileId: String(id), fileUploadUrl: address, previewUrl: '', sizeOk: 'true' });
  return { status: 200, contentType: contentType(style), body };
}

/** The answer to a part or file that was not taken. Its reason is for the log alone. */
export function failure(
  { code, message }: Pick<UploadRefusal, 'code' | 'message'>,
  style: ReplyStyle,
): Reply {
  const body = style.json
    ? JSON.stringify({ status: 'error', errorCode: code, message })
    : page({ alert: message, errorCode: String(code) });
  return { status: style.httpStatus ? 403 : 200, contentType: contentType(style), body };
}

const contentType = (style: ReplyStyle): string =>
  `${style.json ? 'application/json' : 'text/html'}; charset=utf-8`;

function page(inputs: Readonly<Record<string, string>>): string {
  const rows = Object.entries(inputs).map(
    ([id, value]) => `<input type="hidden" id="${id}" name="${id}" value="${escapeHtml(value)}">`,
  );
  return `<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>Upload</title></head><body>\n${rows.join('\n')}\n</body></html>\n`;
}
