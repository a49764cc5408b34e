import type { Model, ModelFolder } from '../../model/model.js';
import type { ServerRequirement } from '../../rules/server-requirement.js';
import {
  CANCELLED,
  DATA_CENTER,
  FILE_ID,
  PART_TAKEN,
  SESSION_KEY,
  UPLOAD_ADDRESS,
} from '../../rules/upload.js';
import type { Act } from '../../runner/act.js';
import { uploadForm } from './upload-form.js';

/** A part of a file: where it begins, and its bytes. */
export interface Part {
  readonly firstByte: number;
  readonly bytes: Uint8Array;
}

/** Reserves a file. @param rule the one that a refusal breaks @returns its id */
export async function reserve(
  act: Act,
  model: Model,
  { id: dirId }: ModelFolder,
  name: string,
  size: number,
  rule = FILE_ID,
): Promise<bigint> {
  const id = await act.value(rule, 'uploadStartFile', { dirId, name, fullSize: BigInt(size) });
  act.see.that(rule, id > 0n, () => ({
    did: `It answered uploadStartFile with ${id}.`,
    should: 'It should answer with an id above 0, as the file fits.',
  }));
  const another = model.reserved.includes(id) || model.hasFile(id);
  act.see.that(FILE_ID, !another, () => ({
    did: `It reserved ${JSON.stringify(name)} under the id ${id}, which another file has already.`,
    should: 'It should answer with an id that no other file has.',
  }));
  model.reserved.push(id);
  return id;
}

/** Opens an upload session. @returns the address for the parts */
export async function openSession(act: Act, { id: dirId }: ModelFolder): Promise<string> {
  const sessionKey = await act.value(SESSION_KEY, 'createUploadSessionKey', { dirId });
  act.see.that(SESSION_KEY, sessionKey !== '', () => ({
    did: 'It gave an empty session key for a folder of the account.',
    should: 'It should give a key, as the folder is there and is the account’s own.',
  }));
  const center = await act.value(DATA_CENTER, 'getNewFileDataCenter', {});
  act.see.that(DATA_CENTER, center > 0n && center < 2n ** 31n, () => ({
    did: `It named the data center ${center}.`,
    should: 'It should name one above 0 that getUploadFormUrl takes, which is of 32 bits.',
  }));
  const url = await act.value(UPLOAD_ADDRESS, 'getUploadFormUrl', {
    dataCenterId: Number(center),
    sessionKey,
  });
  act.see.that(UPLOAD_ADDRESS, /^http/.test(url) && URL.canParse(url), () => ({
    did: `It gave the upload address ${JSON.stringify(url)}.`,
    should: 'It should give an address that begins with http.',
  }));
  return url;
}

/** How a page or a JSON says that a part was not taken, whatever the status. Source: client. */
const REFUSAL = /[^<{,]*"errorCode"[^>},]*/;

/** Posts a part. @param rule the one that a refusal breaks */
export async function post(
  act: Act,
  url: string,
  fileId: bigint,
  { firstByte, bytes }: Part,
  rule = PART_TAKEN,
): Promise<void> {
  const { status, body } = await act.send(uploadForm(url, fileId, firstByte, bytes), {
    kind: 'part',
    fileId: String(fileId),
    firstByte: String(firstByte),
    received: String(bytes.length),
    fields: [],
    secretsIn: [],
  });
  const [code] = REFUSAL.exec(new TextDecoder().decode(body)) ?? [];
  act.see.that(rule, status >= 200 && status < 300 && !code, () => ({
    did: `It answered the part from byte ${firstByte} on with status ${status}${code ? ` and ${code}` : ''}.`,
    should: 'It should take the part, as its id, its first byte and its length are right.',
  }));
}

/** Ends an upload. @returns what the service says: nothing, or why it is refused; a fault is a refusal */
export async function finish(act: Act, fileId: bigint, md5: string): Promise<string> {
  const outcome = await act.call('uploadFinishFile', { fileId, md5 });
  return 'value' in outcome ? outcome.value : outcome.fault.text || 'a fault without a text';
}

/** Ends an upload that has all its bytes. @param rule the one that a refusal breaks */
export async function finishAs(
  act: Act,
  rule: ServerRequirement,
  fileId: bigint,
  md5: string,
): Promise<void> {
  const complaint = await finish(act, fileId, md5);
  act.see.that(rule, complaint === '', () => ({
    did: `It refused to finish the upload: ${JSON.stringify(complaint)}.`,
    should: 'It should answer with an empty text, as all bytes are there and the MD5 is theirs.',
  }));
}

/** Cancels an upload, and looks whether it is gone. */
export async function cancel(act: Act, fileId: bigint): Promise<void> {
  await act.value(CANCELLED, 'uploadCancelFile', { fileId });
  act.see.that(CANCELLED, !(await isBegun(act, fileId)), () => ({
    did: 'It answered uploadStartedFileExists with true for an upload that was cancelled.',
    should: 'It should answer with false.',
  }));
}

/** Whether an upload is known and not finished. A fault says that there is none. */
export async function isBegun(act: Act, fileId: bigint): Promise<boolean> {
  const outcome = await act.call('uploadStartedFileExists', { fileId });
  return 'value' in outcome && outcome.value;
}

/** Whether a folder lists a file. @param rule the one that it breaks when it cannot be listed */
export async function isListed(
  act: Act,
  rule: ServerRequirement,
  { id: dirId }: ModelFolder,
  fileId: bigint,
): Promise<boolean> {
  const items = await act.value(rule, 'getItems', { dirId });
  return items.some((item) => item?.id === fileId);
}
