import type { ExchangeRecord } from '../entry.js';
import { isSecretPath } from '../masking/secrets.js';
import { argumentAt, argumentText, filesOf } from '../views/arguments.js';
import type { Match } from './query.js';

/** A record with its number. */
export interface Numbered {
  readonly seq: number;
  readonly record: ExchangeRecord;
}

/** One condition of a match. */
export interface Criterion {
  /** `operation`, `account` and so on, or `argument md5`. */
  readonly field: string;
  readonly expected: string;
  /** How much a difference counts, in relation to the other conditions. */
  readonly weight: number;
  readonly isSecret?: true;
  holds(recorded: Numbered): boolean;
  /** The value in the record; undefined if there is none. */
  seen(recorded: Numbered): string | undefined;
}

/** The kind of exchange counts more than all other fields, and its time least. */
const WEIGHTS = {
  kind: 32,
  operation: 16,
  account: 8,
  fileId: 4,
  outcome: 4,
  status: 4,
  rule: 4,
  argument: 4,
  time: 1,
} as const;

/** The conditions of a match, the most important first. */
export function criteriaOf(match: Match): Criterion[] {
  return [...ofExchange(match), ...ofAnswer(match), ...ofTime(match), ...ofArguments(match)].sort(
    (a, b) => b.weight - a.weight,
  );
}

function* ofExchange({ kind, operation: wanted, account, fileId }: Match): Generator<Criterion> {
  if (kind !== undefined) yield plain('kind', kind, ({ record }) => record.kind);
  if (wanted !== undefined) {
    const names: readonly string[] = typeof wanted === 'string' ? [wanted] : wanted;
    const seen = ({ record }: Numbered) => (record.kind === 'call' ? record.operation : undefined);
    yield {
      field: 'operation',
      expected: names.length === 1 ? `${names[0]}` : `one of ${names.join(', ')}`,
      weight: WEIGHTS.operation,
      seen,
      holds: (recorded) => names.includes(seen(recorded) ?? ''),
    };
  }
  if (account !== undefined) {
    const key = account.toLowerCase();
    yield {
      ...plain('account', account, ({ record }) => record.account),
      holds: ({ record }) => record.account?.toLowerCase() === key,
    };
  }
  if (fileId !== undefined) {
    yield {
      ...plain('fileId', String(fileId), ({ record }) => filesOf(record).join(', ') || undefined),
      holds: ({ record }) => filesOf(record).includes(fileId),
    };
  }
}

function* ofAnswer({ outcome, status, rule }: Match): Generator<Criterion> {
  if (outcome !== undefined) yield plain('outcome', outcome, ({ record }) => record.outcome);
  if (status !== undefined) yield plain('status', String(status), ({ record }) => textOf(record.status));
  if (rule !== undefined) {
    yield {
      ...plain('rule', rule, ({ record }) => record.rules.join(', ') || undefined),
      holds: ({ record }) => record.rules.includes(rule),
    };
  }
}

function* ofTime({ since, until, after }: Match): Generator<Criterion> {
  const time = ({ record }: Numbered) => isoText(record.time);
  const bound = { field: 'time', weight: WEIGHTS.time, seen: time };
  if (since !== undefined) {
    yield { ...bound, expected: `${isoText(since)} or later`, holds: ({ record }) => record.time >= since };
  }
  if (until !== undefined) {
    yield { ...bound, expected: `${isoText(until)} or earlier`, holds: ({ record }) => record.time <= until };
  }
  if (after !== undefined) {
    yield {
      field: 'seq',
      weight: WEIGHTS.time,
      expected: `more than ${after}`,
      seen: ({ seq }) => String(seq),
      holds: ({ seq }) => seq > after,
    };
  }
}

function* ofArguments({ arguments: wanted = {} }: Match): Generator<Criterion> {
  for (const [path, expected] of Object.entries(wanted)) {
    const seen = ({ record }: Numbered) => {
      const value = record.kind === 'call' ? argumentAt(record.arguments, path) : undefined;
      return value === undefined || value === null ? undefined : argumentText(value);
    };
    yield {
      field: `argument ${path}`,
      expected,
      weight: WEIGHTS.argument,
      seen,
      // An omitted argument equals an empty one.
      holds: (recorded) => recorded.record.kind === 'call' && (seen(recorded) ?? '') === expected,
      ...(isSecretPath(path) ? { isSecret: true as const } : {}),
    };
  }
}

function plain(
  field: Exclude<keyof typeof WEIGHTS, 'argument' | 'time'>,
  expected: string,
  seen: Criterion['seen'],
): Criterion {
  const holds = (recorded: Numbered) => seen(recorded) === expected;
  return { field, expected, weight: WEIGHTS[field], seen, holds };
}

const textOf = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : String(value);

const isoText = (time: number): string => new Date(time).toISOString();

/** A predicate for the records that match. */
export function matcherOf(match: Match): (recorded: Numbered) => boolean {
  const criteria = criteriaOf(match);
  return (recorded) => criteria.every((criterion) => criterion.holds(recorded));
}
