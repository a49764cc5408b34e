import type { Arbitrary } from 'fast-check';
import { NOT_EXERCISED, type Verdict } from '../../../engine/index.js';
import { judgeHonesty } from '../../reading/claims.js';
import { touched } from '../../reading/journal.js';
import type { ClientRequirement, Observation } from '../../requirement.js';
import { atSomeParts, cutConnections, refusals, spoiltParts } from '../../scenarios/acts.js';
import { oneFile } from '../../scenarios/files.js';
import type { ActInput } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';
import { TROUBLES } from '../causes.js';

/** A trouble at some parts of a file, by its size. The client may send them again, and must report a failure otherwise. */
const troubled = (acts: (size: number) => Arbitrary<ActInput>, trouble: string, should: string) => ({
  explainedBy: TROUBLES,
  scenario: () =>
    scenarioOf(
      oneFile().chain((files) =>
        atSomeParts(acts(files[0]?.size ?? 0)).map((rule) => ({ files, rules: [rule] })),
      ),
      (choice) => choice,
    ),
  judge: (observation: Observation): Verdict =>
    touched(observation.journal).length === 0 ? NOT_EXERCISED : judgeHonesty(observation, trouble, should),
});

/** Parts that are refused, cut off, lost or damaged (client, howto). */
export const TROUBLED_PARTS: readonly ClientRequirement[] = [
  {
    id: 'UP-33',
    title: 'A part that the upload address refuses in any way is sent again or reported as a failure.',
    level: 'must',
    evidence: { source: 'client', about: 'the form fails with statuses, with pages and with codes' },
    appliesTo: only('part refused'),
    ...troubled(
      refusals,
      'A part was refused',
      'It should send the part again, or report a failure; at the latest, uploadFinishFile reports what is missing.',
    ),
  },
  {
    id: 'UP-34',
    title:
      'When the connection is lost while a part is under way, the part is sent again or a failure is reported.',
    level: 'must',
    evidence: { source: 'client', about: 'uploads are long, and connections break' },
    appliesTo: only('part cut'),
    ...troubled(
      cutConnections,
      'The connection was lost while a part was under way',
      'It should send the part again, or report a failure.',
    ),
  },
  {
    id: 'UP-35',
    title: 'A part that was taken and yet is lost, doubled or damaged does not end in a claim of success.',
    level: 'must',
    evidence: { source: 'howto', about: 'finish: the digest is there to be compared' },
    appliesTo: only('part spoilt'),
    // What was spoilt shows in the text that uploadFinishFile returns, and nowhere else.
    explainedAnywhereBy: ['UP-28'],
    ...troubled(
      spoiltParts,
      'A part was taken, and then lost, doubled or damaged',
      'It should believe uploadFinishFile, which says that the file is not what it should be.',
    ),
  },
];
