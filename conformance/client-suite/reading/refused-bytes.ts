import type { Observation } from '../requirement.js';
import { argumentOf, type Call, callsOf, returnedText } from './journal.js';

/** The call that finished an upload by the digest of its file, and was refused since the bytes that came have another one. */
export const refusedForItsBytes = ({
  journal,
  digests,
}: Pick<Observation, 'journal' | 'digests'>): Call | undefined =>
  callsOf(journal, 'uploadFinishFile').find(
    (call) =>
      digests.includes(argumentOf(call, 'md5').toLowerCase()) &&
      digestsIn(returnedText(call)).some((md5) => !digests.includes(md5)),
  );

/** The service names both digests when it refuses one (assumption). */
const digestsIn = (text = ''): string[] => text.match(/\b[0-9a-f]{32}\b/g) ?? [];
