import { broken, KEPT, NOT_EXERCISED } from '../../engine/judgement.js';
import type { Verdict } from '../../engine/requirement.js';
import { bytes } from '../../reports/text/wording.js';
import type { Observation } from '../requirement.js';
import { seenOf, stepsOf } from './steps.js';
import { written } from './texts.js';

/** That no download ends with a claim of success and a page in the place of the file. What else goes wrong is for others. */
export function judgePage(observation: Observation, should: string): Verdict {
  const told = stepsOf(observation, 'download');
  for (const each of told) {
    const { said, step, details } = each;
    if (said.kind !== 'ok' || details.written?.isPage !== true) continue;
    const size = bytes(observation.case.files[step.file]?.size ?? 0);
    return broken(
      `It claimed to have downloaded ${size}, and wrote ${written(details.written)}.`,
      should,
      seenOf(observation, each),
    );
  }
  return told.length > 0 ? KEPT : NOT_EXERCISED;
}
