import { type LanguageMutant, mutant } from '../language-mutant.js';
import { NAME } from './places.js';

const OPENED = "$message['login'], $message['password']);";

const named = (what: string, name: string): LanguageMutant =>
  mutant('UP-18', `It ${what} names.`, NAME, `(int) $dirId, ${name}, $size)`);
const withPassword = (what: string, password: string): LanguageMutant =>
  mutant('UP-54', `It ${what} passwords.`, OPENED, `$message['login'], ${password});`);

/** Names, logins and passwords. */
export const TEXTS: readonly LanguageMutant[] = [
  named('trims', 'trim($name)'),
  named('writes in small letters', 'strtolower($name)'),
  named('begins with a capital letter', 'ucfirst($name)'),
  named('encodes twice', '@utf8_encode($name)'),
  named('loses letters beyond Latin-1 of', '@utf8_encode(utf8_decode($name))'),
  named('loses letters beyond ASCII of', "preg_replace('/[^\\x20-\\x7e]/', '', $name)"),
  named('escapes the HTML of', 'htmlspecialchars($name)'),
  named('writes entities into', 'htmlentities($name)'),
  named('unescapes the HTML of', 'html_entity_decode($name)'),
  named('drops tags from', 'strip_tags($name)'),
  named('writes backslashes before quotes in', 'addslashes($name)'),
  named('drops backslashes from', 'stripslashes($name)'),
  named('escapes as in a query', 'urlencode($name)'),
  named('unescapes as in a query', 'urldecode($name)'),
  named(
    'puts stem and ending together as',
    "pathinfo($name, PATHINFO_FILENAME) . '.' . pathinfo($name, PATHINFO_EXTENSION)",
  ),
  named('makes underscores of all but letters and digits in', "preg_replace('/[^\\w.-]/u', '_', $name)"),
  named('takes "0" for no name among', '$name ?: basename($file)'),
  named('writes as numbers', 'is_numeric($name) ? (string) ($name + 0) : $name'),
  named('cuts after 64 bytes', "preg_replace('/[\\x80-\\xBF]*$/', '', substr($name, 0, 64)) ?: $name"),
  named('cuts after 100 bytes', 'substr($name, 0, 100)'),
  named('takes for formats', 'sprintf($name)'),
  named('makes a wildcard of quotes in', "strtr($name, ['\"' => '?', \"'\" => '?'])"),
  mutant(
    'UP-18',
    'It refuses names that are not Latin-1.',
    NAME,
    "(int) $dirId, iconv('ISO-8859-1', 'UTF-8', iconv('UTF-8', 'ISO-8859-1', $name)), $size)",
  ),
  withPassword('trims', "trim($message['password'])"),
  withPassword('escapes the HTML of', "htmlspecialchars($message['password'])"),
  withPassword('writes backslashes before quotes in', "addslashes($message['password'])"),
  withPassword('encodes twice', "@utf8_encode($message['password'])"),
  withPassword('drops tags from', "strip_tags($message['password'])"),
  withPassword('cuts after 32 bytes', "substr($message['password'], 0, 32)"),
  withPassword('takes "0" for no password among', "$message['password'] ?: 'secret'"),
  mutant(
    'UP-54',
    'It writes logins in small letters.',
    OPENED,
    "strtolower($message['login']), $message['password']);",
  ),
  mutant(
    'UP-54',
    'It unescapes logins as in a query.',
    OPENED,
    "urldecode($message['login']), $message['password']);",
  ),
  mutant(
    'UP-54',
    'It takes out of logins what an address needs no filter for.',
    OPENED,
    "filter_var($message['login'], FILTER_SANITIZE_SPECIAL_CHARS), $message['password']);",
  ),
];
