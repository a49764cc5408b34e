import type { LanguageMutant } from '../language-mutant.js';
import { ADDRESS, member, mutant, RESERVE, type Replaced } from './edits.js';

const PASSWORD = 'this.password = password;';

const named = (what: string, name: string, requirement = 'UP-18'): LanguageMutant =>
  mutant(requirement, `It ${what} names.`, [
    RESERVE,
    `ask(deadline, soap -> soap.uploadStartFile(login, password, folder, ${name}, size))`,
  ]);
const withPassword = (what: string, password: string): LanguageMutant =>
  mutant('UP-54', `It ${what} passwords.`, [PASSWORD, `this.password = ${password};`]);
const posting = (
  requirement: string,
  what: string,
  address: string,
  ...more: readonly Replaced[]
): LanguageMutant => mutant(requirement, what, [ADDRESS, `HttpRequest.newBuilder(${address})`], ...more);

const LAST_OF_EACH = member(`    private static URI lastOfEach(String url) {
        var parameters = new java.util.LinkedHashMap<String, String>();
        for (String pair : url.split("#")[0].substring(url.indexOf('?') + 1).split("&"))
            parameters.put(pair.split("=", 2)[0], pair);
        return URI.create(url.substring(0, url.indexOf('?') + 1) + String.join("&", parameters.values()));
    }`);

/** What texts lose on their way through charsets, patterns, formats and addresses. */
export const TEXTS: readonly LanguageMutant[] = [
  named(
    'writes question marks for letters beyond Latin-1 into',
    'new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1)',
  ),
  named(
    'keeps sixteen bits of the characters of',
    'name.codePoints().mapToObj(each -> String.valueOf((char) each)).collect(Collectors.joining())',
  ),
  named('writes in small letters, as in Turkish,', 'name.toLowerCase(new java.util.Locale("tr"))'),
  named(
    'takes backslashes for escapes in',
    '"{name}".replaceAll("\\\\{name\\\\}", name.replace("$", "\\\\$"))',
  ),
  named('takes for formats', 'String.format(name)'),
  withPassword('writes for addresses', 'java.net.URLEncoder.encode(password, StandardCharsets.UTF_8)'),
  withPassword('keeps what is before a colon of', '(login + ":" + password).split(":")[1]'),
  posting('UP-14', 'It leaves the query of the address out.', 'URI.create(url.split("\\\\?")[0])'),
  posting(
    'UP-14',
    'It keeps the last value of each parameter of the address.',
    'lastOfEach(url)',
    LAST_OF_EACH,
  ),
  posting(
    'UP-57',
    'It goes to https addresses by http.',
    'URI.create(url.replaceFirst("(?i)^https", "http"))',
  ),
];
