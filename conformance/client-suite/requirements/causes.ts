// What explains what: the ids of requirements whose breach is the reason why others are broken in the same case.

/** A client that breaks one of these fails, and all other breaches follow from that. */
export const RECIPE = [
  'UP-08',
  'UP-10',
  'UP-11',
  'UP-12',
  'UP-13',
  'UP-14',
  'UP-16',
  'UP-17',
  'UP-18',
  'UP-19',
  'UP-20',
  'UP-21',
  'UP-22',
  'UP-23',
  'UP-26',
  'UP-27',
  'UP-54',
  'UP-55',
] as const;

/** A client that fails at this fails in every other case, too. */
export const UPLOADING = [...RECIPE, 'UP-53'] as const;

/** A client that ignores the result of uploadFinishFile notices no trouble that came before. */
export const TROUBLES = [...UPLOADING, 'UP-28'] as const;

/** Success that is claimed in vain, or a crash, comes of something that another requirement is about, if it can be found. */
export const EVERYTHING = [
  ...TROUBLES,
  ...[
    'UP-03',
    'UP-04',
    'UP-05',
    'UP-06',
    'UP-07',
    'UP-15',
    'UP-25',
    'UP-30',
    'UP-31',
    'UP-33',
    'UP-34',
    'UP-35',
  ],
  ...[
    'UP-38',
    'UP-39',
    'UP-40',
    'UP-41',
    'UP-42',
    'UP-43',
    'UP-44',
    'UP-45',
    'UP-46',
    'UP-47',
    'UP-48',
    'UP-49',
  ],
  ...['UP-50', 'UP-51', 'UP-52', 'UP-56', 'UP-57', 'UP-58', 'UP-59'],
] as const;
