import { oneFile } from '../scenarios/files.js';
import { names } from '../scenarios/names.js';
import { situations } from '../scenarios/situations.js';
import { askedUploads } from './reading/claims.js';
import { argumentOf, callsOf } from './reading/journal.js';
import { quoted } from './reading/texts.js';
import type { Requirement } from './requirement.js';
import { broken, KEPT, NOT_EXERCISED } from './verdict.js';

export const trueName: Requirement = {
  id: 'UP-18',
  title: 'It reserves the file under its true name, whatever characters are in it.',
  level: 'must',
  evidence: { source: 'howto', about: 'reserve a file id: name' },
  situations: () => situations({ files: oneFile({ name: names() }) }),
  judge(witnesses) {
    const [upload] = askedUploads(witnesses);
    const calls = callsOf(witnesses.journal, 'uploadStartFile');
    if (!upload || calls.length === 0) return NOT_EXERCISED;
    const { name } = upload.file;
    const wrong = calls.find((call) => argumentOf(call, 'name') !== name);
    if (!wrong) return KEPT;
    return broken(
      `It reserved the file ${quoted(argumentOf(wrong, 'name'))}.`,
      `It should reserve it as ${quoted(name)}, character by character.`,
      [wrong],
    );
  },
};
