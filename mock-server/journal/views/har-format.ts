import type { JournalEntry, NameAndValue } from '../journal-entry.js';

// HTTP archive, version 1.2: http://www.softwareishard.com/blog/har-12-spec/. Names that begin with _ are our own.

export interface Har {
  readonly log: {
    readonly version: '1.2';
    readonly creator: { readonly name: string; readonly version: string };
    readonly entries: readonly HarEntry[];
  };
}

export interface HarEntry {
  readonly startedDateTime: string;
  /** All times are in milliseconds, all sizes in bytes, -1 for what is not known. */
  readonly time: number;
  readonly request: HarRequest;
  readonly response: HarResponse;
  readonly cache: Readonly<Record<string, never>>;
  readonly timings: { readonly send: number; readonly wait: number; readonly receive: number };
  readonly _fourshared: HarFacts;
}

/** What an entry of the journal has besides HTTP. */
export type HarFacts = JournalEntry extends infer Entry
  ? Omit<Entry, 'time' | 'ms' | 'method' | 'target' | 'headers' | 'raw' | 'bytesIn' | 'bytesOut'>
  : never;

interface HarMessage {
  readonly httpVersion: string;
  readonly cookies: readonly NameAndValue[];
  readonly headers: readonly NameAndValue[];
  readonly headersSize: number;
  readonly bodySize: number;
}

export interface HarRequest extends HarMessage {
  readonly method: string;
  readonly url: string;
  readonly queryString: readonly NameAndValue[];
  readonly postData?: HarPostData;
}

export interface HarResponse extends HarMessage {
  /** 0 when none was sent. */
  readonly status: number;
  readonly statusText: string;
  readonly content: HarContent;
  readonly redirectURL: string;
}

export interface HarPostData {
  readonly mimeType: string;
  /** `text` and `params` exclude each other. */
  readonly params?: readonly NameAndValue[];
  readonly text?: string;
  readonly comment?: string;
  /** HAR has no way to say that the text of a request is Base64. */
  readonly _encoding?: 'base64';
}

export interface HarContent {
  readonly size: number;
  readonly mimeType: string;
  readonly text?: string;
  readonly encoding?: 'base64';
  readonly comment?: string;
}
