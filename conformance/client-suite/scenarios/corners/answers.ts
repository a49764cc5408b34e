import { type Corner, corner, corners } from './corner.js';

/** Texts that uploadFinishFile explains a failure with. Those of blanks alone are apart, as some toolkits drop blanks. */
export const FINISH_TEXTS: readonly Corner<string>[] = [
  corner('Not enough space', 'plain words'),
  ...corners('is false, or nothing, to some languages', '0', 'false', 'null', 'undefined', '0.0', '[]', '-'),
  ...corners('sounds like success', 'ok', 'OK', 'success', 'true', '1', '200'),
  ...corners('looks like an id or a digest', '1000000001', 'd41d8cd98f00b204e9800998ecf8427e'),
  ...corners('markup, and what is escaped', '<b>full</b>', 'a & b < c', '&amp;', ']]>', '{"error":1}'),
  ...corners('beyond ASCII', 'Zu groß', 'Файл не принят', '容量不足', '\u{1f4be} full'),
  ...corners('begins or ends with blanks', ' full ', '\nfull\n'),
  ...corners('several lines', 'line one\nline two'),
  ...corners('long', 'x'.repeat(300), 'word '.repeat(800).trim()),
  ...corners('formats', '100%', '%s%n', '$1 {0}'),
];

/** Texts that are empty once blanks are dropped. */
export const BLANK_TEXTS: readonly Corner<string>[] = corners(
  'nothing but blanks',
  ' ',
  '\n',
  '\t ',
  '\u00a0',
);
