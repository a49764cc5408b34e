/**
 * The most that calls can add to a world (assumption). One too many is refused, where the service has a text
 * for that; a full history drops its oldest entries.
 */
export const MOST = {
  accounts: 100_000,
  /** Files and folders in all accounts, and with them unfinished uploads. */
  nodes: 1_000_000,
  /** Older versions of a file, which take no space of the account. */
  versions: 1_000,
  /** Entries of an account's history. */
  history: 1_000_000,
  /** Characters of texts in a fixture that files share. */
  sharedTexts: 16 * 1024 * 1024,
};

/** Why there can be no more files and folders. */
export const FULL = 'The service has no room for more files and folders.';
