import type { ContentKind } from './corners/contents.js';

/**
 * One case that a client is put into. Plain JSON, so that a failing one can be written into a token and replayed
 * anywhere; 64-bit numbers are decimal texts.
 */
export interface ConformanceCase {
  readonly version: 'jax3' | 'jax2';
  readonly account: CaseAccount;
  /** Whom the client works as. Default: a plain login and password. */
  readonly login?: string | undefined;
  readonly password?: string | undefined;
  /** The data center of new files. Default: 1. */
  readonly dataCenter?: number | undefined;
  /** Decides the ids that the service hands out: the first one; they count up from here. */
  readonly firstId: string;
  /** The folder that the files go to: null is the root. */
  readonly folder: string | null;
  /** Name of a folder that lies beside the files from the beginning. Default: there is none. */
  readonly subfolder?: string | undefined;
  readonly files: readonly CaseFile[];
  /** Whether the files are uploaded side by side, as far as the client can, or one after the other. */
  readonly atOnce: boolean;
  /** What the service does otherwise than well, as the JSON of its rules. */
  readonly rules: readonly CaseRule[];
  /** What is done after the uploads. */
  readonly steps: readonly CaseStep[];
}

/** The limits of the account of a case, in bytes. */
interface CaseAccount {
  /** Bytes that are free at the beginning. */
  readonly freeSpace: string;
  readonly maxFileSize: string;
}

/** A file that is made for the case: its bytes follow from size and seed. */
export interface CaseFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly seed: number;
  /** What the bytes are. Default: letters that look random, and no two places are alike. */
  readonly content?: ContentKind | undefined;
  /** A text that the bytes are made of, again and again, in place of a kind of content. */
  readonly text?: string | undefined;
  /**
   * It lies in the folder from the beginning, in place of being uploaded: its bytes are the pattern that fixtures have,
   * with any seed, unless it has a content or a text.
   */
  readonly there?: true | undefined;
}

/** The JSON of a rule; see the schema of rules. The testbed adds `account`. */
export type CaseRule = { readonly [key: string]: unknown };

/** A further call of the client. */
export type CaseStep =
  | { readonly does: 'resume'; readonly file: number }
  | { readonly does: 'list' }
  | { readonly does: 'space' }
  | { readonly does: 'createFolder'; readonly name: string }
  | { readonly does: 'download'; readonly file: number }
  | { readonly does: 'delete'; readonly file: number };
