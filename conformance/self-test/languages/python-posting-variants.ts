import { edit, type LanguageVariant, right, type SourceEdit } from './language-mutant.js';

const SENT = `            with urllib.request.urlopen(request, timeout=call.patience()) as answer:
                reply = parse(operation, answer.read())
`;
const CONNECTED = '            connection.endheaders(head)\n';

/** The ways over the network that HTTP leaves to the client. */
const CONNECTIONS: readonly LanguageVariant[] = [
  right(
    'It calls by http.client, with a connection for each call.',
    edit(
      SENT,
      `            address = urlsplit(self.endpoint)
            connection = http.client.HTTPConnection(address.hostname, address.port, timeout=call.patience())
            try:
                connection.request("POST", address.path, body.encode(), headers)
                answer = connection.getresponse()
                reply = parse(operation, answer.read())
                check(answer.status == 200, "http", f"{operation} answered {answer.status}")
            finally:
                connection.close()
`,
    ),
  ),
  right(
    'It keeps a connection for all calls of a thread.',
    edit(
      'self.endpoint, self.account = soap, (login, password)',
      'self.endpoint, self.account, self.kept = soap, (login, password), threading.local()',
    ),
    edit(
      SENT,
      `            address = urlsplit(self.endpoint)
            connection = getattr(self.kept, "connection", None)
            self.kept.connection = None
            if connection is None:
                connection = http.client.HTTPConnection(address.hostname, address.port, timeout=call.patience())
                connection.connect()
            connection.sock.settimeout(call.patience())
            connection.request("POST", address.path, body.encode(), headers)
            answer = connection.getresponse()
            content = answer.read()
            if answer.will_close:
                connection.close()
            else:
                self.kept.connection = connection
            reply = parse(operation, content)
            check(answer.status == 200, "http", f"{operation} answered {answer.status}")
`,
    ),
  ),
  right(
    'It posts in chunks, without a length.',
    edit(
      'connection.putheader("Content-Length", str(len(head) + size + len(tail)))',
      'connection.putheader("Transfer-Encoding", "chunked")',
    ),
    edit(CONNECTED, '            connection.endheaders()\n            connection.send(chunk(head))\n'),
    edit('connection.send(block)', 'connection.send(chunk(block))'),
    edit('connection.send(tail)', 'connection.send(chunk(tail) + chunk(b""))'),
    edit(
      'def refusal_in(page):',
      'def chunk(data):\n    return b"%x\\r\\n%b\\r\\n" % (len(data), data)\n\n\ndef refusal_in(page):',
    ),
  ),
  right(
    'It posts with Expect, and does not wait for what comes of it.',
    edit(CONNECTED, `            connection.putheader("Expect", "100-continue")\n${CONNECTED}`),
  ),
  right(
    'It posts the whole form in one go.',
    edit(CONNECTED, '            form = [head]\n            connection.endheaders()\n'),
    edit('connection.send(block)', 'form.append(block)'),
    edit('connection.send(tail)', 'connection.send(b"".join([*form, tail]))'),
  ),
];

const FIELDS = '(field % ("resumableFileId", file_id)) + (field % ("resumableFirstByte", 0))';
const BOUNDARY = 'boundary = f"part{os.urandom(16).hex()}"';
const FILE_FIELD = 'name="FilePart"; filename="FilePart"';

/** The forms that MIME leaves to the client. */
const FORMS: readonly LanguageVariant[] = [
  right(
    'It puts the first byte before the file id.',
    edit(FIELDS, '(field % ("resumableFirstByte", 0)) + (field % ("resumableFileId", file_id))'),
  ),
  right(
    'It sends the type of each field.',
    edit(
      `f'--{boundary}\\r\\nContent-Disposition: form-data; name="%s"\\r\\n\\r\\n%s\\r\\n'`,
      `f'--{boundary}\\r\\ncontent-disposition:form-data;name="%s"\\r\\nContent-Type: text/plain; charset=UTF-8\\r\\nContent-Transfer-Encoding: 8bit\\r\\n\\r\\n%s\\r\\n'`,
    ),
  ),
  right(
    'It has the file name in two spellings.',
    edit(FILE_FIELD, `${FILE_FIELD}; filename*=UTF-8\\'\\'a%20%E2%82%AC%22.bin`),
  ),
  right(
    'It writes parameters of fields without quotes.',
    edit(FILE_FIELD, 'name=FilePart; filename=FilePart'),
  ),
  right(
    'It has a boundary of as many characters as there may be.',
    edit(BOUNDARY, 'boundary = os.urandom(35).hex()'),
  ),
  right(
    'It has a boundary that needs quotes.',
    edit(BOUNDARY, `boundary = f"=_Part'()+,-./:=? {os.urandom(16).hex()}"`),
    edit('boundary={boundary}")', 'boundary=\\"{boundary}\\"")'),
  ),
  right(
    'It finishes with the digest in capitals.',
    edit('"uploadFinishFile", file_id, digest)', '"uploadFinishFile", file_id, digest.upper())'),
  ),
];

const POSTED = 'post_file(call, url, file_id, file, size) if size > 0';

/** Posts parts of a file; `parts` is the text of a function that does so, given a function that posts one. */
const inParts = (...parts: readonly string[]): readonly SourceEdit[] => [
  edit(POSTED, 'post_parts(call, url, file_id, file, size) if size > 0'),
  edit(
    'def post_file(call, url, file_id, file, size):',
    'def post_file(call, url, file_id, file, size, first):',
  ),
  edit('("resumableFirstByte", 0)', '("resumableFirstByte", first)'),
  edit(
    'while block := content.read(BLOCK):\n',
    `content.seek(first)
                left = size
                while block := content.read(min(BLOCK, left)):
                    left -= len(block)
`,
  ),
  edit(
    'def refusal_in(page):',
    `def post_parts(call, url, file_id, file, size):
    def post(first, length):
        post_file(call, url, file_id, file, length, first)

${parts.map((line) => `    ${line}\n`).join('')}    with open(file, "rb") as content:
        return hashlib.file_digest(content, "md5").hexdigest()


def refusal_in(page):`,
  ),
];
const STARTS = 'starts = [(at, min(100_000, size - at)) for at in range(0, size, 100_000)]';

/** The parts that the how-to leaves to the client. */
const PARTS: readonly LanguageVariant[] = [
  right(
    'It sends parts of 100,000 bytes.',
    ...inParts(STARTS, 'for first, length in starts:', '    post(first, length)'),
  ),
  right(
    'It sends the last part first.',
    ...inParts(STARTS, 'for first, length in reversed(starts):', '    post(first, length)'),
  ),
  right(
    'It sends three parts at a time.',
    ...inParts(
      STARTS,
      'with ThreadPoolExecutor(3) as pool:',
      '    for done in [pool.submit(post, *start) for start in starts]:',
      '        done.result()',
    ),
  ),
  right(
    'It sends each part with twice as many bytes as the one before.',
    ...inParts(
      'first, length = 0, 1_000',
      'while first < size:',
      '    post(first, min(length, size - first))',
      '    first, length = first + length, 2 * length',
    ),
  ),
  right(
    'It tries each part three times, with pauses.',
    ...inParts(
      STARTS,
      'for first, length in starts:',
      '    for pause in (0.05, 0.1, None):',
      '        try:',
      '            post(first, length)',
      '            break',
      '        except Failure as problem:',
      '            if pause is None or problem.kind == "timeout":',
      '                raise',
      '            time.sleep(pause)',
    ),
  ),
];

/** Other connections, forms and parts. */
export const POSTING: readonly LanguageVariant[] = [...CONNECTIONS, ...FORMS, ...PARTS];
