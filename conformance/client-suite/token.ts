import { type Tokens, tokensOf, type Unpacked } from '../engine/index.js';
import type { ConformanceCase } from './scenarios/case.js';
import { caseSchema } from './scenarios/case-schema.js';

/** The content of the token of a client's case. */
export type Replay = Unpacked<ConformanceCase>;

/** The tokens of clients' cases. */
export const CLIENT_TOKENS: Tokens<ConformanceCase> = tokensOf('client', caseSchema);

/** A case as a short text that can be pasted into a command line. Equal cases have equal tokens. */
export const writeToken = (replay: Replay): string => CLIENT_TOKENS.write(replay);

/** @throws TokenError when it is no token, damaged, or that of a server's case */
export const readToken = (token: string): Replay => CLIENT_TOKENS.read(token);
