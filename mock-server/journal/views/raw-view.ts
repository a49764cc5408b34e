import { base64, joined } from '../bytes.js';
import type { ExchangeRecord, PartRecord, RawBytes, Recorded, ViewOptions } from '../entry.js';
import { headerIn } from '../headers.js';
import type { RawBody, RawView } from '../journal-entry.js';
import type { CutBody } from '../kept-body.js';
import type { Secrets } from '../masking/secrets.js';
import { type MaskedBytes, maskPlain, maskReply, maskRequest } from '../masking/soap-mask.js';
import { Unmaskable } from '../masking/xml-mask.js';
import { hasPassword, headersView, holdsPassword, type KnownPlaces } from './http-view.js';

/** The refusal of a form that cannot be read (client). */
const UNREADABLE_FORM = 4;

/** The bodies of an exchange; undefined when they were not recorded. */
export function rawView(
  { record, rawDropped }: Recorded,
  known: KnownPlaces,
  options: ViewOptions,
): RawView | undefined {
  const { raw } = record;
  if (rawDropped !== undefined) {
    const withheld = `The bodies were not kept: they had ${rawDropped} bytes, more than the journal may hold.`;
    return { request: { withheld }, reply: { withheld }, replyHeaders: [] };
  }
  if (raw === undefined) return undefined;
  return {
    request: body(raw.request, raw.requestCut, options, (bytes) => request(record, bytes, known)),
    reply: body(raw.reply, raw.replyCut, options, (bytes) => reply(record, raw, bytes, known.secrets)),
    replyHeaders: headersView(raw.replyHeaders, known),
  };
}

function body(
  chunks: readonly Uint8Array[],
  cut: CutBody | undefined,
  { unreadableRaw = false, rawBytes = Number.POSITIVE_INFINITY }: ViewOptions,
  mask: (bytes: Uint8Array) => MaskedBytes,
): RawBody {
  const all = joined(chunks);
  try {
    const { bytes, masked } = mask(all);
    return { ...shown(bytes, cut, rawBytes), ...(masked && { masked }) };
  } catch (error) {
    if (!(error instanceof Unmaskable)) throw error;
    if (unreadableRaw) return shown(all, cut, rawBytes);
    return {
      withheld: `These ${cut?.size ?? all.length} bytes may hold a password that could not be found and masked: ${error.message}.`,
    };
  }
}

function shown(bytes: Uint8Array, cut: CutBody | undefined, most: number) {
  const size = cut?.size ?? bytes.length;
  if (bytes.length > most) return { base64: base64(bytes.subarray(0, most)), of: size };
  return cut
    ? { base64: base64(bytes), of: size, tail: base64(joined(cut.tail)) }
    : { base64: base64(bytes) };
}

/** A password may stand where a text was cut: only bytes of files are shown without their middle. */
function refuseCut(cut: CutBody | undefined): void {
  if (cut) throw new Unmaskable('it was too long to be kept whole');
}

function request(record: ExchangeRecord, bytes: Uint8Array, { secrets }: KnownPlaces): MaskedBytes {
  if (record.kind !== 'part') refuseCut(record.raw?.requestCut);
  if (record.kind === 'call') return maskRequest(record, bytes, secrets);
  if (record.kind === 'download') return maskPlain(bytes, secrets);
  return partRequest(record, bytes);
}

/** The bytes of a file are no passwords, but a field beside it may be one. */
function partRequest(record: PartRecord, bytes: Uint8Array): MaskedBytes {
  const secret = record.fields.find(
    ({ name, value }) => value !== undefined && value !== '' && holdsPassword('field', name, record.secrets),
  );
  if (secret !== undefined) throw new Unmaskable(`the field ${JSON.stringify(secret.name)} is one`);
  const wasRead = record.refusal === undefined || record.refusal.code !== UNREADABLE_FORM;
  if (!wasRead || record.outcome === 'cut' || record.outcome === 'error') {
    throw new Unmaskable('the form was not read to its end');
  }
  return { bytes, masked: false };
}

function reply(record: ExchangeRecord, raw: RawBytes, bytes: Uint8Array, secrets: Secrets): MaskedBytes {
  if (record.kind === 'call') refuseCut(raw.replyCut);
  if (record.kind === 'call') return maskReply(record, raw, bytes, secrets);
  if (record.kind === 'part' && record.refusal !== undefined && hasPassword(record.secrets)) {
    throw new Unmaskable('the refusal may quote it');
  }
  const type = headerIn(raw.replyHeaders, 'content-type') ?? '';
  // Pages and playlists have addresses in them; what else is sent are the bytes of a file.
  const isText = /^text\/|json|mpegurl/i.test(type);
  if (isText) refuseCut(raw.replyCut);
  return isText ? maskPlain(bytes, secrets) : { bytes, masked: false };
}
