import type { ActInput } from '../rules.js';
import { type Corner, corner, corners } from './corner.js';

// Answers that leave nothing to be done but to stop. They are few, and a client may know some of them only.

/** What createUploadSessionKey answers when there is no session. */
export const NO_KEYS: readonly Corner<ActInput>[] = [
  corner({ act: 'return', value: '' }, 'is empty, and yet is there'),
  corner({ act: 'no-return' }, 'is absent, which toolkits read as nothing'),
];

/** What getNewFileDataCenter answers when there is no data center. */
export const NO_DATA_CENTERS: readonly Corner<string>[] = [
  corner('0', 'is not negative'),
  ...corners('is true to languages that take any number but 0 for true', '-1', '-2'),
  corner(String(-(2n ** 31n)), 'has no positive counterpart in 32 bits'),
];

/** What uploadStartFile answers when no file was reserved. */
export const NO_FILE_IDS: readonly Corner<string>[] = [
  ...NO_DATA_CENTERS,
  corner(String(-(2n ** 32n)), 'is 0 in 32 bits'),
  corner(String(-(2n ** 63n)), 'has no positive counterpart in 64 bits'),
];

/** What getUploadFormUrl answers when there is no address. */
export const NO_ADDRESSES: readonly Corner<ActInput>[] = [
  corner({ act: 'no-return' }, 'is absent'),
  corner({ act: 'rewrite', template: '' }, 'is empty'),
  corner({ act: 'rewrite', template: 'ftp://{host}{path}?{query}' }, 'is an address of another kind'),
  corner({ act: 'rewrite', template: 'Not available: {return}' }, 'has an address in it'),
  ...corners<ActInput>(
    'is read as part of an address by libraries',
    { act: 'rewrite', template: '{path}?{query}' },
    { act: 'rewrite', template: '//{host}{path}?{query}' },
    { act: 'rewrite', template: '{host}{path}?{query}' },
  ),
];
