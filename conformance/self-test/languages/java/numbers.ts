import type { LanguageFault } from '../language-fault.js';
import { FORM, fault, HEX, IS_ALLOWED, IS_FREE, RESERVE } from './edits.js';

const withSize = (size: string): string =>
  `ask(deadline, soap -> soap.uploadStartFile(login, password, folder, name, ${size}))`;
const digest = (what: string, text: string): LanguageFault =>
  fault('UP-27', what, [HEX, `byte[] bytes = digesting.getMessageDigest().digest();\n            ${text}`]);
const eachByte = (expression: string): string =>
  `var hex = new StringBuilder();\n            for (byte each : bytes) hex.append(${expression});\n            return hex.toString();`;

/** What numbers and digests lose. */
export const NUMBERS: readonly LanguageFault[] = [
  fault('UP-53', 'It takes the free space for an int.', [
    IS_FREE,
    'Failure.check(size <= (int) free, "quota"',
  ]),
  fault('UP-53', 'It takes the largest size for an int.', [
    IS_ALLOWED,
    'Failure.check(size <= (int) largest, "too-large"',
  ]),
  fault('UP-17', 'It takes ids for ints.', [
    RESERVE,
    'ask(deadline, soap -> (long) (int) soap.uploadStartFile(login, password, folder, name, size))',
  ]),
  fault('UP-17', 'It takes ids for doubles.', [
    RESERVE,
    'ask(deadline, soap -> (long) (double) soap.uploadStartFile(login, password, folder, name, size))',
  ]),
  fault('UP-22', 'It writes ids with separators.', [
    'field.formatted("resumableFileId", id)',
    'field.formatted("resumableFileId", "%,d".formatted(id))',
  ]),
  fault('UP-19', 'It announces sizes as shorts.', [RESERVE, withSize('(short) size')]),
  fault('UP-12', 'It takes data centers for bytes.', [FORM, 'soap.getUploadFormUrl((byte) center, key)']),
  fault('UP-53', 'It compares sizes as objects.', [
    'boolean isSame = item.getSize() == size',
    'Long expected = size;\n        Long found = item.getSize();\n        boolean isSame = expected == found',
  ]),
  digest(
    'It writes digests as numbers with a sign.',
    'return "%032x".formatted(new java.math.BigInteger(bytes));',
  ),
  digest('It writes bytes of digests without zeros.', eachByte('Integer.toHexString(each & 0xFF)')),
];
