import type { Model, ModelFolder } from '../../model/model.js';
import type { RequirementGroup, ServerRequirement } from '../../requirement.js';
import type { Probe } from '../../runner/probe.js';
import { isWebAddress } from '../links/direct-link.js';
import { inParts, type Part } from './new-file.js';
import { uploadForm } from './upload-form.js';

// The calls that uploads consist of, and what each of them must return.

const anUpload: ServerRequirement['sequences'] = ({ upload }) => ({ lead: [upload()] });

const SESSION_KEY: ServerRequirement = {
  id: 'SV-15',
  title: 'A folder that accepts uploads gets a session key.',
  level: 'must',
  evidence: { source: 'howto', about: 'session key' },
  sequences: anUpload,
};

const DATA_CENTER: ServerRequirement = {
  id: 'SV-16',
  title: 'The data center of an upload is above 0 and has an address.',
  level: 'must',
  evidence: { source: 'howto', about: 'data center' },
  sequences: anUpload,
};

const UPLOAD_ADDRESS: ServerRequirement = {
  id: 'SV-17',
  title: 'The upload address of a data center and a session key begins with http.',
  level: 'must',
  evidence: { source: 'howto', about: 'upload address' },
  sequences: anUpload,
};

/** The id of a reserved file. The steps of other groups compare it, too. */
export const FILE_ID: ServerRequirement = {
  id: 'SV-18',
  title: 'A file that fits is reserved under an id above 0 that no other file has.',
  level: 'must',
  evidence: { source: 'howto', about: 'file id' },
  sequences: ({ upload }) => ({ lead: [upload()], among: [upload()], most: 3 }),
};

const PART_TAKEN: ServerRequirement = {
  id: 'SV-19',
  title: 'A part that is posted with id, first byte and bytes is accepted.',
  level: 'must',
  evidence: { source: 'howto', about: 'sending the parts' },
  sequences: ({ upload }) => ({ lead: [upload(inParts())] }),
};

/** The single calls of an upload. */
export const UPLOAD_CALLS: RequirementGroup = {
  requirements: [SESSION_KEY, DATA_CENTER, UPLOAD_ADDRESS, FILE_ID, PART_TAKEN],
  steps: [],
};

/** Reserves a file. @param requirement the one that a refusal breaks @returns its id */
export async function reserve(
  probe: Probe,
  model: Model,
  { id: dirId }: ModelFolder,
  name: string,
  size: number,
  requirement = FILE_ID,
): Promise<bigint> {
  const id = await probe.value(requirement, 'uploadStartFile', { dirId, name, fullSize: BigInt(size) });
  probe.see(requirement, id > 0n, () => ({
    did: `It returned ${id} from uploadStartFile.`,
    should: 'It should return an id above 0, as the file fits.',
  }));
  probe.see(FILE_ID, !model.reserved.includes(id) && !model.hasFile(id), () => ({
    did: `It reserved ${JSON.stringify(name)} under the id ${id}, which belongs to another file.`,
    should: 'It should return an id that no other file has.',
  }));
  model.reserved.push(id);
  return id;
}

/** Opens an upload session. @returns the address for the parts */
export async function openSession(probe: Probe, { id: dirId }: ModelFolder): Promise<string> {
  const sessionKey = await probe.value(SESSION_KEY, 'createUploadSessionKey', { dirId });
  probe.see(SESSION_KEY, sessionKey !== '', () => ({
    did: 'It returned an empty session key for a folder of the account.',
    should: 'It should return a key, as the account owns the folder.',
  }));
  const center = await probe.value(DATA_CENTER, 'getNewFileDataCenter', {});
  probe.see(DATA_CENTER, center > 0n && center < 2n ** 31n, () => ({
    did: `It returned the data center ${center}.`,
    should: 'It should return one above 0 that getUploadFormUrl accepts, which takes 32 bits.',
  }));
  const dataCenterId = Number(center);
  const url = await probe.value(UPLOAD_ADDRESS, 'getUploadFormUrl', { dataCenterId, sessionKey });
  probe.see(UPLOAD_ADDRESS, isWebAddress(url), () => ({
    did: `It returned the upload address ${JSON.stringify(url)}.`,
    should: 'It should return an address that begins with http.',
  }));
  return url;
}

/** How the upload form refuses a part in a page or in JSON, with any status (client). */
const REFUSAL = /[^<{,]*"errorCode"[^>},]*/;

/** Posts a part. @param requirement the one that a refusal breaks */
export async function post(
  probe: Probe,
  url: string,
  fileId: bigint,
  { firstByte, bytes }: Part,
  requirement = PART_TAKEN,
): Promise<void> {
  const { status, body } = await probe.send(uploadForm(url, fileId, firstByte, bytes), {
    kind: 'part',
    fileId: String(fileId),
    firstByte: String(firstByte),
    received: String(bytes.length),
    fields: [],
    secretsIn: [],
  });
  const [code] = REFUSAL.exec(new TextDecoder().decode(body)) ?? [];
  probe.see(requirement, status >= 200 && status < 300 && !code, () => ({
    did: `It answered the part from byte ${firstByte} on with status ${status}${code ? ` and ${code}` : ''}.`,
    should: 'It should accept the part, as its id, first byte and length are right.',
  }));
}

/** Finishes an upload. @returns empty, or the reason of the refusal; a fault is a refusal */
export async function finish(probe: Probe, fileId: bigint, md5: string): Promise<string> {
  const outcome = await probe.call('uploadFinishFile', { fileId, md5 });
  return 'value' in outcome ? outcome.value : outcome.fault.text || 'a fault without a text';
}

/** Finishes a complete upload. @param requirement the one that a refusal breaks */
export async function finishAs(
  probe: Probe,
  requirement: ServerRequirement,
  fileId: bigint,
  md5: string,
): Promise<void> {
  const reason = await finish(probe, fileId, md5);
  probe.see(requirement, reason === '', () => ({
    did: `It refused to finish the upload: ${JSON.stringify(reason)}.`,
    should: 'It should return an empty text, as all bytes were sent and the MD5 is theirs.',
  }));
}

/** Whether a folder lists a file. @param requirement the one that a fault breaks */
export async function isListed(
  probe: Probe,
  requirement: ServerRequirement,
  { id: dirId }: ModelFolder,
  fileId: bigint,
): Promise<boolean> {
  const items = await probe.value(requirement, 'getItems', { dirId });
  return items.some((item) => item?.id === fileId);
}
