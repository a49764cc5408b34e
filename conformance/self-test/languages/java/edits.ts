import type { LanguageMutant, SourceEdit } from '../language-mutant.js';

/** A text of the client, and its replacement. */
export type Replaced = readonly [find: string, replace: string];

/** Edits of the Java client: pairs of a text and its replacement. */
export const edits = (...replaced: readonly Replaced[]): readonly SourceEdit[] =>
  replaced.map(([find, replace]) => ({ find, replace }));

/** A mutant of the Java client by edits. */
export const mutant = (
  requirement: string,
  what: string,
  ...replaced: readonly Replaced[]
): LanguageMutant => ({
  requirement,
  what,
  edits: edits(...replaced),
});

/** A fault of a client that is another one in some respect already. */
export const mutantOf = (
  variant: readonly SourceEdit[],
  requirement: string,
  what: string,
  ...replaced: readonly Replaced[]
): LanguageMutant => ({ requirement, what, edits: [...variant, ...edits(...replaced)] });

/** A member more of the class that uploads. */
export const member = (text: string): Replaced => [
  '    private final ThreadLocal<DesktopAppJax2> ports;\n',
  `${text}\n\n    private final ThreadLocal<DesktopAppJax2> ports;\n`,
];

/** Code of the Java client: compares a size with the free space. */
export const IS_FREE = 'Failure.check(size <= free, "quota"';
/** Code of the Java client: compares a size with the largest allowed one. */
export const IS_ALLOWED = 'Failure.check(size <= largest, "too-large"';
/** Code of the Java client: asks for a data center. */
export const CENTER = 'ask(deadline, soap -> soap.getNewFileDataCenter(login, password))';
/** Code of the Java client: asks for the upload address. */
export const FORM = 'soap.getUploadFormUrl(Math.toIntExact(center), key)';
/** Code of the Java client: reserves the file. */
export const RESERVE = 'ask(deadline, soap -> soap.uploadStartFile(login, password, folder, name, size))';
/** Code of the Java client: digests the file before finishing. */
export const DIGEST = 'String digest = digestOf(file);';
/** Code of the Java client: writes the digest in hex. */
export const HEX = 'return HexFormat.of().formatHex(digesting.getMessageDigest().digest());';
/** Code of the Java client: reads the file through the digest. */
export const DIGESTING = 'digesting.transferTo(java.io.OutputStream.nullOutputStream());';
/** Code of the Java client: finishes the upload. */
export const FINISH = 'ask(deadline, soap -> soap.uploadFinishFile(login, password, id, digest))';
/** Code of the Java client: reads the result of the finish. */
export const IS_FINISHED = 'problem == null || problem.isEmpty()';
/** Code of the Java client: posts the bytes, unless there are none. */
export const POST = 'if (size > 0) post(url, id, file, deadline);';
/** Code of the Java client: begins the request of a form. */
export const ADDRESS = 'HttpRequest.newBuilder(URI.create(url))';
/** Code of the Java client: streams the file into a form. */
export const BYTES = 'BodyPublishers.ofFile(file)';

/** It looks afterwards for other bytes; without that, what went wrong is not noticed. */
export const NOT_LOOKED: Replaced = [
  `        var item = ask(deadline, soap -> soap.getFileInfo(login, password, id));
        boolean isSame = item.getSize() == size && (item.getMd5() == null || item.getMd5().equalsIgnoreCase(digest));
        Failure.check(isSame, "damaged", "the service has other bytes than were sent");
`,
  '',
];

const parts = `try (InputStream content = Files.newInputStream(file)) {
                for (long at = 0; at < size; ) {
                    byte[] part = content.readNBytes(PART);
                    post(url, id, at, part, deadline);
                    at += part.length;
                }
            } catch (IOException problem) {
                throw new Failure("file", problem.getMessage(), problem);
            }`;

/** The same client, which sends files in parts. */
export const IN_PARTS = edits(
  member('    private static final int PART = 65_536;'),
  [POST, parts],
  [
    'post(String url, long id, Path file, Deadline deadline)',
    'post(String url, long id, long at, byte[] part, Deadline deadline)',
  ],
  ['formatted("resumableFirstByte", 0)', 'formatted("resumableFirstByte", at)'],
  [BYTES, 'BodyPublishers.ofByteArray(part)'],
);

/** The same client, which posts with the oldest means of Java. */
export const BY_URL_CONNECTION = edits(
  ['import java.net.URI;', 'import java.net.HttpURLConnection;\nimport java.net.URI;\nimport java.net.URL;'],
  [
    `            var answer = send(
                    HttpRequest.newBuilder(URI.create(url))
                            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                            .POST(BodyPublishers.concat(
                                    BodyPublishers.ofString(head),
                                    BodyPublishers.ofFile(file),
                                    BodyPublishers.ofString("\\r\\n--" + boundary + "--\\r\\n"))),
                    BodyHandlers.ofString(StandardCharsets.UTF_8),
                    deadline);
            Failure.check(answer.statusCode() == 200, "http", "the upload address answered " + answer.statusCode());`,
    `            byte[] begin = head.getBytes(StandardCharsets.UTF_8);
            byte[] end = ("\\r\\n--" + boundary + "--\\r\\n").getBytes(StandardCharsets.UTF_8);
            var connection = (HttpURLConnection) new URL(url).openConnection();
            connection.setConnectTimeout(deadline.patience());
            connection.setReadTimeout(deadline.patience());
            connection.setRequestProperty("Content-Type", "multipart/form-data; boundary=" + boundary);
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(begin.length + Files.size(file) + end.length);
            try (var out = connection.getOutputStream()) {
                out.write(begin);
                Files.copy(file, out);
                out.write(end);
            }
            int status = connection.getResponseCode();
            Failure.check(status == 200, "http", "the upload address answered " + status);
            String answer = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);`,
  ],
  ['INPUT.matcher(answer.body())', 'INPUT.matcher(answer)'],
);
