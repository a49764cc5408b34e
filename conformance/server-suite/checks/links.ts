import fc from 'fast-check';
import { names } from '../../client-suite/scenarios/names.js';
import {
  DECODED_LINK,
  DIRECT_LINK,
  HEAD,
  LENGTH_TOLD,
  NO_BYTES_OF_REMOVED,
  NO_PAGE_LINK,
  PAGE_LINK,
  RANGES_SERVED,
  SAME_BYTES,
  TRUE_RANGE,
} from '../rules/links.js';
import { filePurges } from '../steps/bin/files.js';
import { newFolders } from '../steps/folders/new-folder.js';
import { decodings, goneLinkQuestions, linkQuestions } from '../steps/links/addresses.js';
import { downloadsTwice, headsSeen, removedFetches } from '../steps/links/downloads.js';
import { ranges } from '../steps/links/range.js';
import { uploads } from '../steps/upload/upload.js';
import { check } from './server-check.js';

const anyFile = () => uploads({ name: names() });

export const linkChecks = [
  check(DIRECT_LINK, () => ({ lead: [anyFile()] })),
  check(PAGE_LINK, () => ({ lead: [anyFile(), linkQuestions()] })),
  check(NO_PAGE_LINK, () => ({ lead: [uploads(), filePurges(), goneLinkQuestions()] })),
  check(DECODED_LINK, () => ({ lead: [newFolders(), anyFile(), decodings(), decodings()] })),
  check(NO_BYTES_OF_REMOVED, () => ({ lead: [uploads(), removedFetches()] })),
  check(TRUE_RANGE, () => ({ lead: [uploads(), ranges(fc.constant(false)), ranges(fc.constant(false))] })),
  check(RANGES_SERVED, () => ({ lead: [uploads(), ranges(fc.boolean()), ranges(fc.boolean())] })),
  check(HEAD, () => ({ lead: [uploads(), headsSeen('HEAD')] })),
  check(LENGTH_TOLD, () => ({ lead: [uploads(), headsSeen('GET')] })),
  check(SAME_BYTES, () => ({ lead: [anyFile(), downloadsTwice()] })),
];
