import { bytesOf, digestOf } from '../../model/content.js';
import type { RequirementGroup, ServerRequirement } from '../../requirement.js';
import type { Probe } from '../../runner/probe.js';
import { flag } from '../../steps/field.js';
import { stepKind } from '../../steps/step.js';
import { finish, isListed, openSession, post, reserve } from './calls.js';
import { newFileFields } from './new-file.js';

const CANCELLED: ServerRequirement = {
  id: 'SV-32',
  title: 'A cancelled upload is gone: it is no longer known and cannot be finished.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'uploadCancelFile, uploadStartedFileExists' },
  sequences: () => ({ lead: [cancelUpload()] }),
};

/** Starts an upload, cancels it, and tries to continue it. */
const cancelUpload = stepKind({
  does: 'cancel an upload',
  fields: { ...newFileFields, sent: flag },
  target: (model, { folder }) => model.folder(folder),
  text: (folder, { name, size, sent }) =>
    `The suite cancelled the upload of ${JSON.stringify(name)} of ${size} bytes to ${JSON.stringify(folder.name)} ${sent ? 'after all bytes were sent' : 'before anything was sent'}.`,
  async perform(probe, folder, { name, size, seed, sent }, model) {
    const bytes = bytesOf({ size, seed });
    const fileId = await reserve(probe, model, folder, name, size);
    if (sent) await post(probe, await openSession(probe, folder), fileId, { firstByte: 0, bytes });
    // On a service that completes files without a finish, no upload is left to cancel.
    if (await isListed(probe, CANCELLED, folder, fileId)) return;
    probe.see(CANCELLED, await isStarted(probe, fileId), () => ({
      did: 'It returned false from uploadStartedFileExists for an upload that was started and not finished.',
      should: 'It should return true.',
    }));
    await cancel(probe, fileId);
    probe.see(CANCELLED, (await finish(probe, fileId, digestOf(bytes))) !== '', () => ({
      did: 'It finished a cancelled upload.',
      should: 'It should answer with a message or a fault.',
    }));
    probe.see(CANCELLED, !(await isListed(probe, CANCELLED, folder, fileId)), () => ({
      did: 'It listed the file of a cancelled upload.',
      should: 'It should have no such file.',
    }));
  },
});

/** Cancels an upload, and checks that it is gone. */
export async function cancel(probe: Probe, fileId: bigint): Promise<void> {
  await probe.value(CANCELLED, 'uploadCancelFile', { fileId });
  probe.see(CANCELLED, !(await isStarted(probe, fileId)), () => ({
    did: 'It returned true from uploadStartedFileExists for a cancelled upload.',
    should: 'It should return false.',
  }));
}

/** Whether an upload is started and not finished. A fault means no. */
async function isStarted(probe: Probe, fileId: bigint): Promise<boolean> {
  const outcome = await probe.call('uploadStartedFileExists', { fileId });
  return 'value' in outcome && outcome.value;
}

/** Cancelling an upload. */
export const CANCELS: RequirementGroup = { requirements: [CANCELLED], steps: [cancelUpload] };
