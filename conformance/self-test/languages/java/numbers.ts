import type { LanguageMutant } from '../language-mutant.js';
import { FORM, HEX, IS_ALLOWED, IS_FREE, mutant, RESERVE } from './edits.js';

const withSize = (size: string): string =>
  `ask(deadline, soap -> soap.uploadStartFile(login, password, folder, name, ${size}))`;
const digest = (what: string, text: string): LanguageMutant =>
  mutant('UP-27', what, [HEX, `byte[] bytes = digesting.getMessageDigest().digest();\n            ${text}`]);
const eachByte = (expression: string): string =>
  `var hex = new StringBuilder();\n            for (byte each : bytes) hex.append(${expression});\n            return hex.toString();`;

/** What numbers and digests lose. */
export const NUMBERS: readonly LanguageMutant[] = [
  mutant('UP-53', 'It takes the free space for an int.', [
    IS_FREE,
    'Failure.check(size <= (int) free, "quota"',
  ]),
  mutant('UP-53', 'It takes the largest size for an int.', [
    IS_ALLOWED,
    'Failure.check(size <= (int) largest, "too-large"',
  ]),
  mutant('UP-17', 'It takes ids for ints.', [
    RESERVE,
    'ask(deadline, soap -> (long) (int) soap.uploadStartFile(login, password, folder, name, size))',
  ]),
  mutant('UP-17', 'It takes ids for doubles.', [
    RESERVE,
    'ask(deadline, soap -> (long) (double) soap.uploadStartFile(login, password, folder, name, size))',
  ]),
  mutant('UP-22', 'It writes ids with separators.', [
    'field.formatted("resumableFileId", id)',
    'field.formatted("resumableFileId", "%,d".formatted(id))',
  ]),
  mutant('UP-19', 'It announces sizes as shorts.', [RESERVE, withSize('(short) size')]),
  mutant('UP-12', 'It takes data centers for bytes.', [FORM, 'soap.getUploadFormUrl((byte) center, key)']),
  mutant('UP-53', 'It compares sizes as objects.', [
    'boolean isSame = item.getSize() == size',
    'Long expected = size;\n        Long found = item.getSize();\n        boolean isSame = expected == found',
  ]),
  digest(
    'It writes digests as numbers with a sign.',
    'return "%032x".formatted(new java.math.BigInteger(bytes));',
  ),
  digest('It writes bytes of digests without zeros.', eachByte('Integer.toHexString(each & 0xFF)')),
];
