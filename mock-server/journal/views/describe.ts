import { isSecretPath, MASK, maskAddresses } from '../masking/secrets.js';
import type { Numbered } from '../query/criteria.js';
import type { Match } from '../query/query.js';
import { argumentText } from './arguments.js';

const TEXT_LENGTH = 100;

/** A text for the reader: quoted, in one line, shortened. */
export function quoted(text: string): string {
  const shown = JSON.stringify(text.slice(0, TEXT_LENGTH));
  return text.length > TEXT_LENGTH ? `${shown}... (${text.length} characters)` : shown;
}

/** A record in a few words, without secrets: `call 7 (login)`. */
export function describeRecord({ seq, record }: Numbered): string {
  if (record.kind === 'call') return `call ${seq} (${record.operation ?? 'no known operation'})`;
  if (record.kind === 'download') return `download ${seq} (file ${record.fileId ?? 'unknown'})`;
  return record.fileId === undefined
    ? `part ${seq} (a whole file)`
    : `part ${seq} (file ${record.fileId}, byte ${record.firstByte ?? 'unknown'} on)`;
}

/** A match in words: `call uploadFinishFile by a@b.test with md5 "..."`. */
export function describeMatch(match: Match): string {
  const what = [subject(match), ...circumstances(match), ...argumentsOf(match)];
  return what.join(' ');
}

function subject({ kind, operation: name }: Match): string {
  const names = name === undefined ? [] : typeof name === 'string' ? [name] : name;
  if (names.length > 0) return names.join(' or ');
  return kind === undefined ? 'any exchange' : `any ${kind}`;
}

function circumstances({ account, fileId, outcome, status, rule, since, until, after }: Match): string[] {
  return [
    account === undefined ? '' : `by ${account}`,
    fileId === undefined ? '' : `of file ${fileId}`,
    outcome === undefined ? '' : `that ended with ${outcome}`,
    status === undefined ? '' : `with status ${status}`,
    rule === undefined ? '' : `touched by rule ${rule}`,
    since === undefined ? '' : `since ${new Date(since).toISOString()}`,
    until === undefined ? '' : `until ${new Date(until).toISOString()}`,
    after === undefined ? '' : `after number ${after}`,
  ].filter((text) => text !== '');
}

function argumentsOf({ arguments: wanted = {} }: Match): string[] {
  const texts = Object.entries(wanted).map(([path, text]) => {
    const shown = isSecretPath(path) ? MASK : quoted(maskAddresses(argumentText(text)));
    return `${path} ${shown}`;
  });
  return texts.length === 0 ? [] : [`with ${texts.join(', ')}`];
}
