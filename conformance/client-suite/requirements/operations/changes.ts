import fc from 'fast-check';
import { FAULT } from '../../reading/controls.js';
import { resultOf } from '../../reading/results.js';
import { judgeFailedStep, judgeStep } from '../../reading/steps.js';
import { quoted } from '../../reading/texts.js';
import type { ClientRequirement } from '../../requirement.js';
import { explanations } from '../../scenarios/acts.js';
import { filesThere } from '../../scenarios/files.js';
import { names } from '../../scenarios/names.js';
import { onCall } from '../../scenarios/rules.js';
import { anyIds, plainCase, scenario, scenarioOf } from '../../scenarios/scenario.js';
import { undisturbed } from '../applicability.js';

const FAILING = [onCall('uploadFinishFile', FAULT), onCall('getFreeSpace', FAULT)];

/** New folders and deleted files (wsdl, client). */
export const CHANGES: readonly ClientRequirement[] = [
  {
    id: 'OP-03',
    title: 'It makes the folder that it is asked for, and reports its id.',
    level: 'must',
    evidence: { source: 'wsdl', about: 'createNewFolder returns the id of the folder' },
    needs: ['createFolder'],
    appliesTo: undisturbed,
    explainedAnywhereBy: ['UP-17'],
    scenario: () =>
      scenario({
        files: fc.constant([]),
        folder: fc.constantFrom(null, 'Docs'),
        firstId: anyIds(),
        steps: names().map((name) => [{ does: 'createFolder', name: `new ${name}` }]),
      }),
    judge: (observation) =>
      judgeStep(
        observation,
        'createFolder',
        ({ said, step: { name }, details: { id: parent = '-1' } }) => {
          const made = observation.account.folders.find(
            (folder) => folder.name === name && folder.parentId === parent,
          );
          if (!made) return `It claimed to have made the folder ${quoted(name)}, and it is not there.`;
          const reported = resultOf(said, 'createFolder')?.dirId;
          return reported === made.id
            ? undefined
            : `The new folder has the id ${made.id}, and it reported ${reported}.`;
        },
        'It should make the folder under this name in the folder that it was given, and report the id of the response.',
      ),
  },
  {
    id: 'OP-04',
    title: 'When a folder is not made (0, -1 or -2), it reports a failure.',
    level: 'must',
    evidence: { source: 'client', about: 'createNewFolder: 0 denied, -1 there already, -2 no parent' },
    needs: ['createFolder'],
    scenario: () =>
      scenarioOf(
        fc.constantFrom('0', '-1', '-2'),
        (value) => ({ rules: [onCall('createNewFolder', { act: 'return', value })] }),
        { files: fc.constant([]), steps: fc.constant([{ does: 'createFolder', name: 'New' }]) },
      ),
    judge: (observation) =>
      judgeFailedStep(
        observation,
        'createFolder',
        'createNewFolder returned a number below 1',
        'No folder was made: it should report a failure.',
      ),
  },
  {
    id: 'OP-07',
    title: 'It deletes the file that it is asked to delete, and no other one.',
    level: 'must',
    evidence: { source: 'wsdl', about: 'deleteFile and deleteFileFinal' },
    needs: ['delete'],
    appliesTo: undisturbed,
    explainedAnywhereBy: ['UP-17'],
    scenario: () =>
      scenario({
        files: filesThere(1, 3),
        folder: fc.constantFrom(null, 'Docs'),
        firstId: anyIds(),
        steps: fc.constant([{ does: 'delete', file: 0 }]),
      }),
    judge: (observation) =>
      judgeStep(
        observation,
        'delete',
        ({ details: { id } }) => {
          const left = observation.account.files;
          if (left.some((file) => file.id === id))
            return `It claimed to have deleted the file ${id}, and the file is still there.`;
          const others = observation.case.files.length - 1;
          return left.length === others
            ? undefined
            : `It was to delete one file of ${others + 1}, and ${left.length} are left.`;
        },
        'It should delete just this file.',
      ),
  },
  {
    id: 'OP-08',
    title: 'A Fault in place of deleting is reported as a failure.',
    level: 'must',
    evidence: { source: 'wsdl', about: 'deleteFile has no result: only a Fault reports a failure' },
    needs: ['delete'],
    // Who passes over a Fault at a step of uploading does so here.
    explainedByControls: {
      ids: ['UP-38'],
      casesLike: ({ version }) => FAILING.map((rule) => ({ ...plainCase(version), rules: [rule] })),
    },
    scenario: () =>
      scenarioOf(
        explanations(),
        (text) => ({ rules: [onCall(['deleteFile', 'deleteFileFinal'], { act: 'fault', text })] }),
        { files: filesThere(1, 1), steps: fc.constant([{ does: 'delete', file: 0 }]) },
      ),
    judge: (observation) =>
      judgeFailedStep(observation, 'delete', 'Deleting ended with a Fault', 'It should report a failure.'),
  },
];
