import type { JournalEntry, Json } from '../../mock-server/index.js';
import type { Said } from '../drivers/client-under-test.js';
import { arrangementText } from './arrangement.js';
import { amount } from './reading/texts.js';
import type { AccountObservation, Observation } from './requirement.js';
import type { CaseStep, ConformanceCase } from './scenarios/case.js';

/** What happened in a case, a sentence each: the setting, what went over the wire, what the client said, what was left. */
export function story(witnesses: Observation): string[] {
  const { journal, account } = witnesses;
  const exchanges =
    journal.length === 0 ? [silenceText(witnesses)] : journal.map((entry) => exchangeText(entry));
  return [...settingTexts(witnesses.case), ...exchanges, ...answers(witnesses), endText(account, witnesses)];
}

function silenceText({ elsewhere = [] }: Observation): string {
  if (elsewhere.length === 0) return 'It did not call the service at all.';
  const places = elsewhere.map(quoted).join(', ');
  return `It did not call the service at the address that it was given. What came meanwhile went to ${places}.`;
}

function settingTexts(situation: ConformanceCase): string[] {
  const { version, account, folder, subfolder, files, atOnce, rules } = situation;
  const place = folder === null ? 'the root folder' : `the folder ${quoted(folder)}`;
  const order = files.length > 1 ? (atOnce ? ', all at once' : ', one after the other') : '';
  const there = files.filter((file) => file.there);
  const names = (list: ConformanceCase['files']): string =>
    list.map(({ name, size }) => `${quoted(name)} (${bytes(size)})`).join(', ');
  return [
    `The account had ${bytes(account.freeSpace)} free and took files of up to ${bytes(account.maxFileSize)}, at ${version}.`,
    ...(there.length === 0 ? [] : [`In ${place} there was ${names(there)}.`]),
    ...(subfolder === undefined ? [] : [`In ${place} there was the folder ${quoted(subfolder)}.`]),
    ...rules.map(arrangementText),
    `The client was to upload ${names(files.filter((file) => !file.there)) || 'nothing'} to ${place}${order}.`,
  ];
}

/** One exchange, as a sentence. @param who asked */
export function exchangeText(entry: JournalEntry, who = 'It'): string {
  const arranged = entry.rules.length > 0 ? ', as was arranged' : '';
  return `[${entry.seq}] ${who} ${requestText(entry)}; ${replyText(entry)}${arranged}.`;
}

function requestText(entry: JournalEntry): string {
  switch (entry.kind) {
    case 'call': {
      const given = Object.entries(entry.arguments).filter(([name]) => !CREDENTIALS.has(name));
      const list = given.map(([name, value]) => `${name} ${quoted(value)}`).join(', ');
      return `called ${entry.function ?? 'no function that is known'}(${list})`;
    }
    case 'part':
      return entry.fileId === undefined
        ? `sent ${amount(entry)} without the id of a file to ${entry.target}`
        : `sent ${amount(entry)} ${entry.received === '0' && entry.outcome !== 'ok' ? 'for' : 'of'} file ${entry.fileId} from byte ${entry.firstByte ?? 'unknown'} on`;
    case 'download':
      return `asked for the bytes of file ${entry.fileId ?? 'unknown'}`;
  }
}

const CREDENTIALS = new Set(['login', 'password']);

function replyText(entry: JournalEntry): string {
  if (entry.outcome === 'cut') return 'the connection was cut before the whole answer was there';
  if (entry.kind === 'call' && entry.fault)
    return `the service answered with the fault ${quoted(entry.fault.text)}`;
  if (entry.kind === 'part' && entry.refusal)
    return `the service refused them (code ${entry.refusal.code}, ${entry.refusal.reason})`;
  if (entry.outcome !== 'ok') return `the service answered with HTTP status ${entry.status ?? 'unknown'}`;
  if (entry.kind === 'call')
    return entry.result === undefined
      ? 'the service answered'
      : `the service answered ${resultText(entry.result)}`;
  return entry.kind === 'part' ? 'the service took them' : 'the service sent them';
}

/** Lists and items in words, as far as a sentence can hold them; the journal of the report has all of them. */
function resultText(result: Json): string {
  if (Array.isArray(result)) {
    const shown = result.slice(0, MOST_SHOWN).map(resultText);
    const more = result.length - shown.length;
    const list = [...shown, ...(more > 0 ? [`${more} more`] : [])].join('; ');
    return `${result.length} ${result.length === 1 ? 'item' : 'items'}${list && `: ${list}`}`;
  }
  if (typeof result !== 'object' || result === null) return quoted(result);
  const values = result as Readonly<Record<string, Json>>;
  const { id, name, size, directory, ...rest } = values;
  if (id === undefined || name === undefined) return pairsText(values);
  if (directory === true) return `folder ${id} ${quoted(name)}`;
  const told = pairsText(Object.fromEntries(Object.entries(rest).slice(0, MOST_SHOWN)));
  const length = size === undefined ? '' : ` (${bytes(String(size))})`;
  return `file ${id} ${quoted(name)}${length}${told && `, ${told}`}`;
}

const MOST_SHOWN = 5;

const pairsText = (pairs: Readonly<Record<string, Json>>): string =>
  Object.entries(pairs)
    .map(([name, value]) => `${name} ${quoted(value)}`)
    .join(', ');

function answers({ case: { files }, uploads, steps }: Observation): string[] {
  return [
    ...uploads.map(({ file, said }) => `Of ${quoted(files[file]?.name)} the client ${saidText(said)}.`),
    ...steps.map(({ step, said }) => `Asked to ${stepText(step, files)}, the client ${saidText(said)}.`),
  ];
}

function saidText(said: Said): string {
  switch (said.kind) {
    case 'ok':
      return `said that it went well: ${quoted(said.result)}`;
    case 'error':
      return `reported a failure, ${said.error.kind}: ${quoted(said.error.message)}`;
    case 'unsupported':
      return 'said that it cannot do that';
    case 'crashed':
      return `came to a bad end: ${said.how}`;
    case 'timed-out':
      return `did not answer within ${said.afterMs} ms`;
  }
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
