import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as v from 'valibot';
import { issuePath } from '../../../mock-server/schemas/path-text.js';

/** A token that cannot be read. The message says why, and what to do. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
}

/** The content of a token. */
export interface Unpacked<Case> {
  readonly requirement: string;
  readonly case: Case;
}

/** How cases become short texts that can be pasted into a command line, and cases again. */
export interface Tokens<Case> {
  /** Equal cases have equal tokens. */
  write(unpacked: Unpacked<Case>): string;
  /** @throws TokenError */
  read(token: string): Unpacked<Case>;
}

interface Kind {
  /** The first byte of a token. It keeps it from looking like an option. */
  readonly format: number;
  /** First bytes that were written earlier, of cases that are not read any more. */
  readonly former: readonly number[];
  /** What runs the case of a token again. */
  readonly command: string;
}

type KindName = 'client' | 'server';

const KINDS: Readonly<Record<KindName, Kind>> = {
  // Cases of former formats had other names of keys.
  client: { format: 3, former: [1, 2], command: '4shared-testkit conformance --replay' },
  server: { format: 17, former: [16], command: '4shared-testkit conformance-server --replay' },
};

// After the format, four bytes of check sum, then the JSON, deflated.
const SUM_BYTES = 4;
/** No case is so large. */
const LARGEST = 4 * 1024 * 1024;

/**
 * The tokens of one kind of cases.
 * @param schema reads a case from JSON, and puts its keys into one order; a case may have `toJSON`
 */
export function tokensOf<Case>(kind: KindName, schema: v.GenericSchema<unknown, Case>): Tokens<Case> {
  const whole = v.tuple([v.string(), schema]);
  return {
    write({ requirement, case: testCase }) {
      const json: unknown = JSON.parse(JSON.stringify([requirement, testCase]));
      return packed(KINDS[kind].format, JSON.stringify(v.parse(whole, json)));
    },
    read(token) {
      const read = v.safeParse(whole, JSON.parse(unpacked(kind, token)));
      if (!read.success) {
        const [issue] = read.issues;
        throw new TokenError(`The token holds no case: ${issuePath(issue) || 'it'}: ${issue.message}`);
      }
      const [requirement, testCase] = read.output;
      return { requirement, case: testCase };
    },
  };
}

function packed(format: number, json: string): string {
  const bytes = deflateRawSync(json, { level: 9 });
  return Buffer.concat([Buffer.of(format), checkSum(bytes), bytes]).toString('base64url');
}

function unpacked(kind: KindName, token: string): string {
  const text = token.trim();
  if (!/^[\w-]+$/.test(text))
    throw new TokenError('A token has only letters, digits, - and _. Copy it whole, without quotes.');
  const bytes = Buffer.from(text, 'base64url');
  checkFormat(kind, bytes[0]);
  const deflated = bytes.subarray(1 + SUM_BYTES);
  if (!checkSum(deflated).equals(bytes.subarray(1, 1 + SUM_BYTES)))
    throw new TokenError(
      `The token of ${text.length} characters is damaged: some of it is missing, or was changed on its way. Copy it whole, from the file of failures or from a JSON or HTML report.`,
    );
  return inflateRawSync(deflated, { maxOutputLength: LARGEST }).toString();
}

function checkFormat(kind: KindName, found: number | undefined): void {
  const { format, former } = KINDS[kind];
  if (found === format) return;
  const other = kind === 'client' ? 'server' : 'client';
  if (found === KINDS[other].format)
    throw new TokenError(
      `This token holds a case for a ${other}, not for a ${kind}: run it with \`${KINDS[other].command}\`.`,
    );
  const advice = former.some((each) => each === found)
    ? ` It is of an earlier format: run the ${kind} again to get another.`
    : '';
  throw new TokenError(
    `This is no token of format ${format}, the only one that this version of the kit reads.${advice}`,
  );
}

const checkSum = (bytes: Uint8Array): Buffer =>
  createHash('sha256').update(bytes).digest().subarray(0, SUM_BYTES);
