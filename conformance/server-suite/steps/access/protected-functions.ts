import { OPERATIONS, type Operation, type OperationName } from '../../../../wsdl/contract.js';

/**
 * Left out: what makes accounts, speaks to people, acts on more than the suite made or does what nobody knows, if a service
 * lets it pass; what takes an address and its password in place of an account's; and what is a rule of its own.
 */
const LEFT_OUT: readonly OperationName[] = [
  'signup',
  'signupUsername',
  'reportAbuse',
  'emptyRecycleBin',
  'applySettings',
  'run',
  'getDirLinkItems',
  'login',
  'isExistsLoginPassword',
];

/** The functions of both descriptions that refuse wrong passwords. */
export const PROTECTED: readonly OperationName[] = Object.values(OPERATIONS)
  .filter(
    ({ name, args }: Operation) => args.some((arg) => arg.name === 'password') && !LEFT_OUT.includes(name),
  )
  .map(({ name }) => name);

const none = (value: unknown): boolean => typeof value === 'bigint' && value <= 0n;
const no = (value: unknown): boolean => value === false;
const emptyText = (value: unknown): boolean => value === '';

/** Answers that say no without a fault. Source: howto and wiki; those of a boolean: what the word says. */
const REFUSALS: Partial<Record<OperationName, (value: unknown) => boolean>> = {
  createUploadSessionKey: emptyText,
  getNewFileDataCenter: none,
  uploadStartFile: none,
  uploadStartFileUpdate: none,
  uploadFinishFile: (value) => !emptyText(value),
  uploadStartedFileExists: no,
  createNewFolder: none,
  creatNewFolder: no,
  getFileDownloadLink: emptyText,
  isAccountActive: no,
  uploaderLoggedIn: no,
};

/** Whether an answer is a refusal. */
export const saysNo = (name: OperationName, value: unknown): boolean => REFUSALS[name]?.(value) ?? false;
