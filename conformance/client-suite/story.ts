import { type ClientOutcome, outcomeText } from '../drivers/index.js';
import { exchangeText } from '../reports/index.js';
import type { AccountObservation, Observation } from './requirement.js';
import { ruleText } from './rule-text.js';
import type { CaseStep, ConformanceCase } from './scenarios/case.js';

/** What happened in a case, a sentence each: the setting, what went over the wire, what the client said, what was left. */
export function story(observation: Observation): string[] {
  const { journal, account } = observation;
  const exchanges =
    journal.length === 0 ? [silenceText(observation)] : journal.map((entry) => exchangeText(entry));
  return [
    ...settingTexts(observation.case),
    ...exchanges,
    ...answers(observation),
    endText(account, observation),
  ];
}

function silenceText({ elsewhere = [] }: Observation): string {
  if (elsewhere.length === 0) return 'It did not call the service at all.';
  const places = elsewhere.map(quoted).join(', ');
  return `It did not call the service at the address that it was given. What came meanwhile went to ${places}.`;
}

function settingTexts(testCase: ConformanceCase): string[] {
  const { version, account, folder, subfolder, files, atOnce, rules } = testCase;
  const place = folder === null ? 'the root folder' : `the folder ${quoted(folder)}`;
  const order = files.length > 1 ? (atOnce ? ', all at once' : ', one after the other') : '';
  const there = files.filter((file) => file.there);
  const names = (list: ConformanceCase['files']): string =>
    list.map(({ name, size }) => `${quoted(name)} (${bytes(size)})`).join(', ');
  return [
    `The account had ${bytes(account.freeSpace)} free and took files of up to ${bytes(account.maxFileSize)}, at ${version}.`,
    ...(there.length === 0 ? [] : [`In ${place} there was ${names(there)}.`]),
    ...(subfolder === undefined ? [] : [`In ${place} there was the folder ${quoted(subfolder)}.`]),
    ...rules.map(ruleText),
    `The client was to upload ${names(files.filter((file) => !file.there)) || 'nothing'} to ${place}${order}.`,
  ];
}

function answers({ case: { files }, uploads, steps }: Observation): string[] {
  return [
    ...uploads.map(({ file, said }) => `Of ${quoted(files[file]?.name)} the client ${saidText(said)}.`),
    ...steps.map(({ step, said }) => `Asked to ${stepText(step, files)}, the client ${saidText(said)}.`),
  ];
}

function saidText(outcome: ClientOutcome): string {
  const text = outcomeText(outcome, ({ kind, message }) => `${kind}: ${quoted(message)}`);
  return outcome.kind === 'ok' ? `${text}: ${quoted(outcome.result)}` : text;
}

function stepText(step: CaseStep, files: ConformanceCase['files']): string {
  const name = 'file' in step ? ` ${quoted(files[step.file]?.name)}` : '';
  if (step.does === 'createFolder') return `create the folder ${quoted(step.name)}`;
  if (step.does === 'list') return 'list the folder';
  return step.does === 'space' ? 'tell the free space' : `${step.does}${name}`;
}

function endText({ files, unfinished }: AccountObservation, { digests }: Observation): string {
  const held = files.map(({ name, size, md5 }) => {
    const whose = digests.includes(md5) ? 'with the right bytes' : 'with other bytes than it was given';
    return `${quoted(name)} (${bytes(size)}, ${whose})`;
  });
  const begun = unfinished.map(
    ({ name, size, received }) => `${quoted(name)} unfinished (${received} of ${bytes(size)})`,
  );
  return `In the end the account held ${[...held, ...begun].join(', ') || 'no file'}.`;
}

const bytes = (count: number | string): string => `${count} byte${String(count) === '1' ? '' : 's'}`;
const quoted = (value: unknown): string => JSON.stringify(value) ?? 'nothing';
