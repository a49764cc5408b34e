import { type Corner, corner, corners } from './corner.js';
import { SPECIALS, TEXTS } from './texts.js';

const LONGEST_LOGIN = 254;

/** Logins, which are e-mail addresses: what may stand before the @ of one (RFC 5322). */
export const LOGINS: readonly Corner<string>[] = [
  ...SPECIALS.filter(({ value }) => /[&'%+=#?$`|*~!^{}_.-]/.test(value)).map(({ value, why }) =>
    corner(`a${value}b@kit.test`, why),
  ),
  ...corners('quoted', '"a b"@kit.test', '"a<b>"@kit.test'),
  ...corners('letters beyond ASCII', 'jörg@kit.test', 'user@größe.test', '用户@kit.test'),
  ...corners('capitals', 'User@Kit.Test'),
  ...corners('digits alone', '0815@kit.test'),
  ...corners('the longest', `${'a'.repeat(LONGEST_LOGIN - 9)}@kit.test`),
  ...corners('escapes that are none', 'a%40b@kit.test', 'a&amp;b@kit.test'),
];

/** Passwords. */
export const PASSWORDS: readonly Corner<string>[] = [
  ...SPECIALS.map(({ value, why }) => corner(`Wombat${value}4711`, why)),
  ...SPECIALS.filter(({ value }) => value !== ' ').map(({ value, why }) =>
    corner(`${value}Wombat4711${value}`, why),
  ),
  ...TEXTS.map(({ value, why }) => corner(`Wombat${value}4711`, why)),
  ...corners('one character', '0', 'x'),
  ...corners('begins or ends with a blank, which is trimmed', ' Wombat4711', 'Wombat4711 '),
  ...corners('long', 'Wombat-'.repeat(9), 'Wombat-'.repeat(36)),
];
