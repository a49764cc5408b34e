import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as v from 'valibot';
import type { ConformanceCase } from '../scenarios/case.js';
import { caseSchema } from '../scenarios/case-schema.js';

/** A token that cannot be read. The message says why, and what to do. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
}

/** What a token stands for. */
export interface Replay {
  readonly requirement: string;
  readonly case: ConformanceCase;
}

// One byte of format, four of check sum, then the JSON, deflated. The first byte keeps a token from looking like an option.
const FORMAT = 2;
/** Its cases had other names of keys. */
const FORMER = 1;
const SUM_BYTES = 4;
/** No case is so large. */
const LARGEST = 4 * 1024 * 1024;

/** A case as a short text that can be pasted into a command line. Equal cases have equal tokens. */
export function writeToken({ requirement, case: situation }: Replay): string {
  // The schema puts the keys into one order.
  const json = JSON.stringify([requirement, v.parse(caseSchema, situation)]);
  const packed = deflateRawSync(json, { level: 9 });
  return Buffer.concat([Buffer.of(FORMAT), checkSum(packed), packed]).toString('base64url');
}

/** @throws TokenError */
export function readToken(token: string): Replay {
  const text = token.trim();
  if (!/^[\w-]+$/.test(text))
    throw new TokenError('A token has only letters, digits, - and _. Copy it whole, without quotes.');
  const bytes = Buffer.from(text, 'base64url');
  const [format] = bytes;
  if (format !== FORMAT)
    throw new TokenError(
      `This is no token of format ${FORMAT}, the only one that this version of the kit reads.${
        format === FORMER ? ' It is of the one before: run the client again to get another.' : ''
      }`,
    );
  const packed = bytes.subarray(1 + SUM_BYTES);
  if (!checkSum(packed).equals(bytes.subarray(1, 1 + SUM_BYTES)))
    throw new TokenError('The token is damaged: its check sum is wrong. Copy it whole.');
  return readReplay(JSON.parse(inflateRawSync(packed, { maxOutputLength: LARGEST }).toString()));
}

const replaySchema = v.tuple([v.string(), caseSchema]);

function readReplay(json: unknown): Replay {
  const read = v.safeParse(replaySchema, json);
  if (!read.success) {
    const [issue] = read.issues;
    throw new TokenError(`The token holds no case: ${v.getDotPath(issue) ?? 'it'}: ${issue.message}`);
  }
  const [requirement, situation] = read.output;
  return { requirement, case: situation };
}

const checkSum = (bytes: Uint8Array): Buffer =>
  createHash('sha256').update(bytes).digest().subarray(0, SUM_BYTES);
