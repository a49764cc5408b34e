/**
 * The longest texts that are kept, in UTF-16 units (assumption; 254 is the longest e-mail address there can be). What is
 * longer is refused where it would have been kept.
 */
export const LONGEST = {
  login: 254,
  password: 256,
  username: 100,
  /** Of a file or folder. */
  name: 1024,
  /** The designator that an application puts before a password. */
  app: 256,
  /** Of files and folders, and each text of a report of abuse. */
  description: 4000,
  /** A setting's value. */
  setting: 1000,
  /** What the desktop program reports of itself. */
  uploader: 256,
  /** What all session keys of an account end with. */
  keyTail: 256,
  /** Names of programs, platforms, settings and groups, and the answer to an open question in words. */
  label: 1000,
} as const;

/** The message for a text with too many UTF-16 units; undefined when it is short enough. */
export function tooLong(what: string, text: string, longest: number): string | undefined {
  if (text.length <= longest) return undefined;
  return `The ${what} has ${text.length} characters, at most ${longest} are allowed.`;
}
