import { byHand, ESCAPED } from './java/by-hand.js';
import {
  ADDRESS,
  BY_URL_CONNECTION,
  BYTES,
  CENTER,
  DIGEST,
  edits,
  FORM,
  HEX,
  IN_PARTS,
  POST,
  RESERVE,
  type Replaced,
} from './java/edits.js';
import type { LanguageVariant, SourceEdit } from './language-mutant.js';

const variant = (
  what: string,
  made: readonly SourceEdit[],
  ...replaced: readonly Replaced[]
): LanguageVariant => ({ what, edits: [...made, ...edits(...replaced)] });

const API = 'http://api.soap.shared.pmstation.com/';
const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';
const LINES = '        long free = ask(deadline, soap -> soap.getFreeSpace(login, password));';
const TYPE = '"multipart/form-data; boundary=" + boundary';
const BOUNDARY = '"part" + UUID.randomUUID()';
const FILE_PART = 'name=\\"FilePart\\"; filename=\\"FilePart\\"\\r\\n"';
const FIELD = 'name=\\"%s\\"\\r\\n\\r\\n%s\\r\\n"';
const SEND = 'post(url, id, at, part, deadline);';

/** Clients that are as right as the one that they are made of. */
export const JAVA_VARIANTS: readonly LanguageVariant[] = [
  variant('It sends parts of 64 KiB, one after the other.', IN_PARTS),
  variant('It sends parts of 10,000 bytes.', IN_PARTS, ['PART = 65_536', 'PART = 10_000']),
  variant(
    'It sends all parts side by side.',
    IN_PARTS,
    [
      'for (long at = 0; at < size; ) {',
      `var sending = new java.util.ArrayList<java.util.concurrent.CompletableFuture<Void>>();
                for (long at = 0; at < size; ) {
                    long place = at;`,
    ],
    [
      SEND,
      `sending.add(java.util.concurrent.CompletableFuture.runAsync(() -> {
                        try {
                            post(url, id, place, part, deadline);
                        } catch (Failure problem) {
                            throw new java.util.concurrent.CompletionException(problem);
                        }
                    }));`,
    ],
    [
      `            } catch (IOException problem) {
                throw new Failure("file", problem.getMessage(), problem);
            }
            String problem`,
      `                java.util.concurrent.CompletableFuture.allOf(sending.toArray(java.util.concurrent.CompletableFuture[]::new)).join();
            } catch (IOException problem) {
                throw new Failure("file", problem.getMessage(), problem);
            } catch (java.util.concurrent.CompletionException problem) {
                throw new Failure("part", problem.getCause().getMessage(), problem);
            }
            String problem`,
    ],
  ),
  variant('It sends a part that was refused three times, after pauses.', IN_PARTS, [
    SEND,
    `for (int attempt = 1; ; attempt++) {
                        try {
                            post(url, id, at, part, deadline);
                            break;
                        } catch (Failure problem) {
                            if (attempt == 3) throw problem;
                            try {
                                Thread.sleep(20L << attempt);
                            } catch (InterruptedException stopped) {
                                throw problem;
                            }
                        }
                    }`,
  ]),
  variant('It posts with HttpURLConnection.', BY_URL_CONNECTION),
  variant('It posts in chunks, without a length.', BY_URL_CONNECTION, [
    'connection.setFixedLengthStreamingMode(begin.length + Files.size(file) + end.length);',
    'connection.setChunkedStreamingMode(1000);',
  ]),
  variant(
    'It has a connection for each call.',
    BY_URL_CONNECTION,
    [
      'connection.setDoOutput(true);',
      'connection.setDoOutput(true);\n            connection.setRequestProperty("Connection", "close");',
    ],
    [
      'System.setOut(System.err);',
      'System.setProperty("http.keepAlive", "false");\n        System.setOut(System.err);',
    ],
  ),
  variant(
    'It waits for leave before it sends a form.',
    [],
    [ADDRESS, `${ADDRESS}\n                            .expectContinue(true)`],
  ),
  variant(
    'It offers HTTP/2, as Java does by itself.',
    [],
    ['HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()', 'HttpClient.newHttpClient()'],
  ),
  variant(
    'It follows redirects.',
    [],
    [
      '.version(HttpClient.Version.HTTP_1_1)',
      '.version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.ALWAYS)',
    ],
  ),
  variant(
    'It writes boundaries in quotes, and with all signs that they may have.',
    [],
    [BOUNDARY, '"=_(\'+,-./:?)" + UUID.randomUUID()'],
    [TYPE, '"multipart/form-data; charset=utf-8; boundary=\\"" + boundary + "\\""'],
  ),
  variant(
    'Each part of its form has headers more.',
    [],
    [
      FIELD,
      'name=\\"%s\\"\\r\\nContent-Type: text/plain; charset=UTF-8\\r\\nContent-Transfer-Encoding: 8bit\\r\\n\\r\\n%s\\r\\n"',
    ],
    [
      '"Content-Type: application/octet-stream\\r\\n\\r\\n"',
      '"content-type: text/plain\\r\\nContent-Transfer-Encoding: binary\\r\\nX-Sent-By: Java\\r\\n\\r\\n"',
    ],
  ),
  variant(
    'It sends the name of the file with its bytes, in both spellings.',
    [],
    ['post(url, id, file, deadline);', 'post(url, id, file, name, deadline);'],
    [
      'post(String url, long id, Path file, Deadline deadline)',
      'post(String url, long id, Path file, String name, Deadline deadline)',
    ],
    [
      FILE_PART,
      `name=\\"FilePart\\"; filename=\\"" + name.replace("\\\\", "%5C").replace("\\"", "%22")
                + "\\"; filename*=UTF-8''" + java.net.URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A") + "\\r\\n"`,
    ],
  ),
  variant(
    'It sends the file before the fields.',
    [],
    [
      `        String head = field.formatted("resumableFileId", id) + field.formatted("resumableFirstByte", 0)
                + "--"`,
      `        String after = "\\r\\n" + field.formatted("resumableFirstByte", 0) + field.formatted("resumableFileId", id);
        String head = "--"`,
    ],
    [
      'BodyPublishers.ofString("\\r\\n--" + boundary + "--\\r\\n")',
      'BodyPublishers.ofString(after + "--" + boundary + "--\\r\\n")',
    ],
  ),
  variant(
    'It logs in first, asks for the root, and then for all limits the other way round.',
    [],
    [`        ${DIGEST}\n`, ''],
    [
      `        long center = ${CENTER};
        Failure.check(center > 0, "no-data-center", "there is no data center, but " + center);
        String url`,
      '        String url',
    ],
    [
      LINES,
      `        ask(deadline, soap -> soap.login(login, password));
        ask(deadline, soap -> soap.getRoot(login, password));
        String digest = digestOf(file);
        long center = ask(deadline, soap -> soap.getNewFileDataCenter(login, password));
        Failure.check(center > 0, "no-data-center", "there is no data center, but " + center);
${LINES}`,
    ],
  ),
  variant(
    'It reserves the file before it asks for the address.',
    [],
    [
      `        String url = ask(deadline, soap -> ${FORM});
        Failure.check(url != null && url.matches("(?i)https?://.*"), "no-address", "this is no upload address: " + url);
        long id = ${RESERVE};
        Failure.check(id > 0, "no-file", "there is no file to upload to, but " + id);
`,
      `        long id = ${RESERVE};
        Failure.check(id > 0, "no-file", "there is no file to upload to, but " + id);
`,
    ],
    [
      `            // The form refuses a part without a byte, so an empty file has no part.
            ${POST}`,
      `            String url = ask(deadline, soap -> ${FORM});
            Failure.check(url != null && url.matches("(?i)https?://.*"), "no-address", "this is no upload address: " + url);
            ${POST}`,
    ],
  ),
  variant('It writes digests in capitals.', [], [HEX, HEX.replace('.of()', '.of().withUpperCase()')]),
  variant(
    'It reads the file into memory.',
    [],
    [BYTES, 'BodyPublishers.ofByteArray(Files.readAllBytes(file))'],
  ),
  variant(
    'It is slow, and prints a lot.',
    [],
    [
      '        DesktopAppJax2 soap = ports.get();\n',
      `        DesktopAppJax2 soap = ports.get();
        System.err.println("calling ".repeat(500));
        System.out.println("{\\"type\\":\\"ok\\"}");
        try {
            Thread.sleep(20);
        } catch (InterruptedException stopped) {
            throw new Failure("cancelled", "the call was cancelled", stopped);
        }
`,
    ],
  ),
  variant('It deletes for good.', [], ['soap.deleteFile(login', 'soap.deleteFileFinal(login']),
  variant(
    'It writes envelopes by hand, and all that is not ASCII as references.',
    byHand({
      envelope: `<?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="${ENVELOPE}" xmlns:n="${API}"><soapenv:Header/><soapenv:Body><n:%1$s>%2$s</n:%1$s></soapenv:Body></soapenv:Envelope>`,
      text: `text.codePoints().mapToObj(each -> each < 128 && each != '&' && each != '<' && each != '>' && each != '"' ? Character.toString(each) : "&#x%X;".formatted(each)).collect(Collectors.joining())`,
    }),
  ),
  variant(
    'It writes envelopes by hand, on several lines, with texts in CDATA.',
    byHand({
      envelope: `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<!-- a call -->\n<Envelope xmlns="${ENVELOPE}">\n  <Body>\n    <%1$s xmlns="${API}">\n%2$s    </%1$s>\n  </Body>\n</Envelope>\n`,
      argument: '      <arg%1$d xmlns=""><![CDATA[%2$s]]></arg%1$d>\n',
      text: 'text.replace("]]>", "]]]]><![CDATA[>")',
    }),
  ),
  variant(
    'It writes envelopes by hand, in UTF-16, with the arguments backwards.',
    byHand({
      envelope: `<?xml version="1.0" encoding="UTF-16"?><s:Envelope xmlns:s='${ENVELOPE}'><s:Body><t:%1$s xmlns:t='${API}' s:encodingStyle=''>%2$s</t:%1$s></s:Body></s:Envelope>`,
      text: ESCAPED,
      charset: 'UTF-16',
      backwards: true,
    }),
  ),
];
