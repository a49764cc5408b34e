import type { ServerRequirement } from './server-requirement.js';

// Each of them needs an account that nobody else uses at the time, or takes up much of its space for a moment.

export const LARGEST_FILE: ServerRequirement = {
  id: 'SV-10',
  title: 'A file of just the largest size that is allowed can be reserved, one of a byte more cannot.',
  level: 'must',
  evidence: { source: 'howto', about: 'largest file' },
  touches: 'account',
};

export const ALL_FREE_SPACE: ServerRequirement = {
  id: 'SV-11',
  title: 'A file of just the free space can be reserved, one of a byte more cannot.',
  level: 'must',
  evidence: { source: 'howto', about: 'free space' },
  touches: 'account',
};

export const SPACE_USED: ServerRequirement = {
  id: 'SV-12',
  title: 'The free space falls by the bytes of a file, and rises by them when it is deleted for good.',
  level: 'must',
  evidence: { source: 'howto', about: 'free space' },
  touches: 'account',
};

export const BIN_COUNTS: ServerRequirement = {
  id: 'SV-13',
  title: 'A file in the recycle bin uses up space.',
  level: 'may',
  evidence: { source: 'assumption', about: 'a client empties the bin before it asks for the free space' },
  touches: 'account',
  assumption: 'bin-counts',
};

export const RESERVED_COUNTS: ServerRequirement = {
  id: 'SV-14',
  title: 'A reserved file uses up its whole space until it is cancelled.',
  level: 'may',
  evidence: { source: 'assumption', about: 'reserving is meant to keep the space' },
  touches: 'account',
};
