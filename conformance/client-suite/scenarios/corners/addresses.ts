import { type Corner, corner, corners } from './corner.js';

/** What session keys end with. */
export const KEY_TAILS: readonly Corner<string>[] = [
  ...corners('what addresses leave as it is', '-_.~'),
  ...corners('a blank, a plus and an escape', ' +%20', '+', '%2B'),
  ...corners('XML and quotes', `<&>"']]>`, '&', '<'),
  ...corners('padding, as of base64', '=', '=='),
  ...corners('separators of queries and paths', '/', '&a=b', '#top', '?', ';v=1'),
  ...corners('long', 'k'.repeat(200)),
];

/** Addresses to send bytes to that lead to the same place as the one that is answered otherwise; templates of a rule. */
export const ADDRESSES: readonly Corner<string>[] = [
  corner('{return}&extra=1', 'a parameter more'),
  corner('{return}&empty=&twice=1&twice=2', 'parameters that are empty, or there twice'),
  corner('{scheme}://{host}{path}?a=b%26c%3Dd&{query}', 'escapes in the query'),
  corner('{return}&name=a%20b%2Bc', 'blanks and a plus in the query'),
  corner('{return}&u=%C3%A4', 'letters beyond ASCII in the query'),
  corner('{return}#top', 'a fragment'),
  corner('{return}&name=1#resumableFileId=1', 'a fragment that looks like a parameter'),
  corner('{scheme}://localhost:{port}{path}?{query}', 'another name of the host'),
  corner('{return}&', 'nothing after the last separator'),
  corner('{scheme}://{host}{path}?&{query}', 'nothing before the first separator'),
  corner('{return}&flag', 'a parameter without a value'),
  corner(`{return}&long=${'x'.repeat(1_500)}`, 'long'),
  corner('{return}&url=http://a/b?c', 'signs in the query that need not be escaped'),
];
