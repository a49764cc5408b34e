import { uint8ArrayToBase64 } from 'uint8array-extras';
import { joined } from '../bytes.js';
import type { RawBody, RawView, Recorded, ViewOptions } from '../entry.js';
import type { CutBody } from '../kept-body.js';
import { type MaskedBytes, maskRequest, maskResponse } from '../masking/bodies.js';
import type { Secrets } from '../masking/secrets.js';
import { Unmaskable } from '../masking/xml.js';

/** The bodies of an exchange; undefined if they were not recorded. */
export function rawView(
  { record, rawDropped }: Recorded,
  secrets: Secrets,
  options: ViewOptions,
): RawView | undefined {
  const { raw } = record;
  if (rawDropped !== undefined) {
    const withheld = `The bodies were not kept: they had ${rawDropped} bytes, more than the journal may hold.`;
    return { request: { withheld }, response: { withheld }, responseHeaders: [] };
  }
  if (raw === undefined) return undefined;
  return {
    request: body(raw.request, raw.requestCut, options, (bytes) => maskRequest(record, bytes, secrets)),
    response: body(raw.response, raw.responseCut, options, (bytes) =>
      maskResponse(record, raw, bytes, secrets),
    ),
    responseHeaders: secrets.maskHeaders(raw.responseHeaders),
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
  if (bytes.length > most) return { base64: uint8ArrayToBase64(bytes.subarray(0, most)), of: size };
  return cut
    ? { base64: uint8ArrayToBase64(bytes), of: size, tail: uint8ArrayToBase64(joined(cut.tail)) }
    : { base64: uint8ArrayToBase64(bytes) };
}
