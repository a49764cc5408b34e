import type { LanguageMutant } from '../language-mutant.js';
import {
  BYTES,
  DIGEST,
  DIGESTING,
  FINISH,
  IN_PARTS,
  member,
  mutant,
  mutantOf,
  type Replaced,
} from './edits.js';

const inParts = (requirement: string, what: string, ...replaced: readonly Replaced[]): LanguageMutant =>
  mutantOf(IN_PARTS, requirement, what, ...replaced);

const READ = 'byte[] part = content.readNBytes(PART);';
const SEND = 'post(url, id, at, part, deadline);';
const NEXT = 'at += part.length;';
const END = 'BodyPublishers.ofString("\\r\\n--" + boundary + "--\\r\\n")';
const BOUNDARY = '"part" + UUID.randomUUID()';
const hashing = (loop: string): Replaced => [
  DIGESTING,
  `var digest = digesting.getMessageDigest();
            byte[] buffer = new byte[8192];
            ${loop}`,
];

/** What is hashed and sent otherwise than it is in the file. */
export const PARTS: readonly LanguageMutant[] = [
  mutant(
    'UP-27',
    'It hashes no more than one buffer of the file.',
    hashing('digest.update(buffer, 0, Math.max(0, content.read(buffer)));'),
  ),
  mutant(
    'UP-27',
    'It hashes the last buffer whole.',
    hashing('while (content.read(buffer) > 0) digest.update(buffer);'),
  ),
  mutant(
    'UP-27',
    'It hashes all files with one digest, which is never begun anew.',
    [
      'var digesting = new DigestInputStream(content, MessageDigest.getInstance("MD5"));',
      'var digesting = new DigestInputStream(content, DIGEST);',
    ],
    [
      'digesting.getMessageDigest().digest()',
      '((MessageDigest) digesting.getMessageDigest().clone()).digest()',
    ],
    member(
      '    private static final MessageDigest DIGEST = md5();\n\n    private static MessageDigest md5() {\n        try {\n            return MessageDigest.getInstance("MD5");\n        } catch (GeneralSecurityException problem) {\n            throw new IllegalStateException(problem);\n        }\n    }',
    ),
    [
      '| GeneralSecurityException problem) {\n            throw new Failure("file"',
      '| CloneNotSupportedException problem) {\n            throw new Failure("file"',
    ],
  ),
  mutant('UP-53', 'It reads the file as a text in UTF-8, which must be one.', [
    BYTES,
    'BodyPublishers.ofString(Files.readString(file))',
  ]),
  mutant(
    'UP-23',
    'It sends one buffer of the file.',
    [BYTES, 'BodyPublishers.ofByteArray(oneBuffer(file))'],
    member(
      '    private static byte[] oneBuffer(Path file) throws IOException {\n        byte[] buffer = new byte[8192];\n        try (InputStream content = Files.newInputStream(file)) {\n            int count = content.read(buffer);\n            return java.util.Arrays.copyOf(buffer, count);\n        }\n    }',
    ),
  ),
  mutant(
    'UP-55',
    'It sends the last buffer whole.',
    [BYTES, 'BodyPublishers.ofByteArray(wholeBuffers(file))'],
    member(
      '    private static byte[] wholeBuffers(Path file) throws IOException {\n        var bytes = new java.io.ByteArrayOutputStream();\n        byte[] buffer = new byte[8192];\n        try (InputStream content = Files.newInputStream(file)) {\n            while (content.read(buffer) > 0) bytes.write(buffer);\n        }\n        return bytes.toByteArray();\n    }',
    ),
  ),
  inParts('UP-55', 'It sends the last part as long as the others.', [
    READ,
    'byte[] part = java.util.Arrays.copyOf(content.readNBytes(PART), PART);',
  ]),
  inParts('UP-23', 'It names the number of a part for its first byte.', [
    SEND,
    'post(url, id, at / PART, part, deadline);',
  ]),
  inParts(
    'UP-53',
    'It sends one more part, of no bytes, after files of whole parts.',
    ['at < size; )', 'at <= size && size > 0; )'],
    [
      'byte[] part = content.readNBytes(PART);',
      'byte[] part = content.readNBytes(PART);\n                    if (part.length == 0 && size % PART != 0) break;',
    ],
    [NEXT, 'at += Math.max(1, part.length);'],
  ),
  inParts(
    'UP-22',
    'It sends parts side by side, which share one place.',
    [
      SEND,
      'place.set(at);\n                    sending.add(java.util.concurrent.CompletableFuture.runAsync(() -> {\n                        try {\n                            Thread.sleep(5);\n                            post(url, id, place.get(), part, deadline);\n                        } catch (Failure | InterruptedException problem) {\n                            throw new IllegalStateException(problem);\n                        }\n                    }));',
    ],
    [
      'for (long at = 0; at < size; ) {',
      'var place = new java.util.concurrent.atomic.AtomicLong();\n                var sending = new java.util.ArrayList<java.util.concurrent.CompletableFuture<Void>>();\n                for (long at = 0; at < size; ) {',
    ],
    [
      '            } catch (IOException problem) {\n                throw new Failure("file", problem.getMessage(), problem);\n            }\n            String problem',
      '                for (var each : sending) each.join();\n            } catch (IOException | java.util.concurrent.CompletionException problem) {\n                throw new Failure("file", problem.getMessage(), problem);\n            }\n            String problem',
    ],
  ),
  mutant('UP-55', 'It always has the same boundary.', [BOUNDARY, '"boundary"']),
  mutant('UP-21', 'It ends its form like each field.', [
    END,
    'BodyPublishers.ofString("\\r\\n--" + boundary + "\\r\\n")',
  ]),
  mutant('UP-21', 'It ends the lines of its form with line feeds.', [
    'field.formatted("resumableFileId", id) + field.formatted("resumableFirstByte", 0)',
    '(field.formatted("resumableFileId", id) + field.formatted("resumableFirstByte", 0)).replace("\\r", "")',
  ]),
  mutant(
    'UP-46',
    'It keeps the digest where all uploads find it.',
    [DIGEST, 'latest = digestOf(file);'],
    member('    private String latest;'),
    [FINISH, 'ask(deadline, soap -> soap.uploadFinishFile(login, password, id, latest))'],
    ['equalsIgnoreCase(digest)', 'equalsIgnoreCase(latest)'],
  ),
  mutant(
    'UP-46',
    'It keeps the id where all uploads find it.',
    [DIGEST, `this.id = id;\n        ${DIGEST}`],
    member('    private long id;'),
    [FINISH, 'ask(deadline, soap -> soap.uploadFinishFile(login, password, this.id, digest))'],
  ),
];
