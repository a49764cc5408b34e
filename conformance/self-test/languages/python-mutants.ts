import { type LanguageMutant, mutant } from './language-mutant.js';

const NAME = 'dirId, name, size)';
const CREDENTIALS = 'self.endpoint, self.account = soap, (login, password)';
const PROBLEM = 'check(not problem, "not-finished", problem)';
const KEY = 'key = self.text(call, "createUploadSessionKey", dirId)';
const CENTER = 'center = self.number(call, "getNewFileDataCenter")';
const START = 'file_id = self.number(call, "uploadStartFile", dirId, name, size)';
const NUMBER = 'return int(text)';
const POSTED =
  'digest = post_file(call, url, file_id, file, size) if size > 0 else hashlib.md5().hexdigest()';

const named = (what: string, name: string): LanguageMutant =>
  mutant('UP-18', `It ${what} names.`, NAME, `dirId, ${name}, size)`);
const withPassword = (what: string, password: string): LanguageMutant =>
  mutant(
    'UP-54',
    `It ${what} passwords.`,
    CREDENTIALS,
    `self.endpoint, self.account = soap, (login, ${password})`,
  );
/** It does not look afterwards whether the file is there, either. */
const success = (what: string, isSuccess: string): LanguageMutant => ({
  requirement: 'UP-28',
  what: `It takes ${what} for success.`,
  edits: [
    { find: PROBLEM, replace: `check(not problem or ${isSuccess}, "not-finished", problem)` },
    { find: '        self.verify(call, file_id, size, digest)\n', replace: '' },
  ],
});

/** Mistakes that Python invites, in the client of the kit that is written in it. */
export const PYTHON_MUTANTS: readonly LanguageMutant[] = [
  mutant(
    'UP-01',
    'It does not ask for the free space.',
    'free = self.number(call, "getFreeSpace")',
    'free = size',
  ),
  mutant('UP-03', 'It does not look at the free space.', 'check(size <= free,', 'check(True,'),
  mutant('UP-04', 'It does not look at the largest size.', 'check(size <= largest,', 'check(True,'),
  mutant(
    'UP-05',
    'It cuts off what does not fit any longer when it reserves.',
    START,
    `${START}
        if file_id == 0:
            size = min(size, self.number(call, "getFreeSpace"), self.number(call, "getMaxFileSize"))
            file = shutil.copyfile(file, file + ".cut")
            os.truncate(file, size)
            file_id = self.number(call, "uploadStartFile", dirId, name, size)`,
  ),
  mutant('UP-06', 'It leaves a byte free.', 'check(size <= free,', 'check(size < free,'),
  mutant(
    'UP-07',
    'It takes the largest size for the least one that is forbidden.',
    'check(size <= largest,',
    'check(size < largest,',
  ),
  mutant(
    'UP-53',
    'It reads the free space as 32 bits with a sign.',
    'check(size <= free,',
    'check(size <= (free + 2**31) % 2**32 - 2**31,',
  ),
  mutant(
    'UP-53',
    'It takes a largest size beyond 53 bits for an error.',
    'check(size <= largest,',
    'check(size <= largest < 2**53,',
  ),
  mutant(
    'UP-08',
    'It takes 0 for the root.',
    KEY,
    'key = self.text(call, "createUploadSessionKey", "0" if dirId == "-1" else dirId)',
  ),
  mutant(
    'UP-09',
    'It asks for a session key for the root in any folder.',
    KEY,
    'key = self.text(call, "createUploadSessionKey", "-1")',
  ),
  mutant(
    'UP-10',
    'It goes on with an empty session key.',
    'check(key, "no-session"',
    'check(key is not None, "no-session"',
  ),
  mutant('UP-11', 'It goes on with the data center 0.', 'check(center > 0,', 'check(center >= 0,'),
  mutant('UP-11', 'It goes on with negative data centers.', 'check(center > 0,', 'check(center != 0,'),
  mutant('UP-12', 'It keeps eight bits of the data center.', CENTER, `${CENTER} & 0xFF`),
  mutant('UP-12', 'It unescapes the session key as in a query.', KEY, `${KEY}.replace("+", " ")`),
  mutant('UP-12', 'It cuts the session key after 64 characters.', KEY, `${KEY}[:64]`),
  mutant(
    'UP-13',
    'It posts to any address.',
    'check(re.match(r"https?://", url, re.IGNORECASE), "no-address"',
    'check(True, "no-address"',
  ),
  mutant(
    'UP-14',
    'It sends the first two parameters of the address.',
    'address = urlsplit(url)',
    'address = urlsplit("&".join(url.split("&")[:2]))',
  ),
  mutant(
    'UP-14',
    'It unescapes the address.',
    'address = urlsplit(url)',
    'address = urlsplit(__import__("urllib.parse").parse.unquote(url).replace(" ", "+"))',
  ),
  mutant('UP-16', 'It goes on with the file id 0.', 'check(file_id > 0,', 'check(file_id >= 0,'),
  mutant('UP-16', 'It goes on with negative file ids.', 'check(file_id > 0,', 'check(file_id != 0,'),
  mutant('UP-17', 'It keeps numbers as floats.', NUMBER, 'return int(float(text))'),
  mutant('UP-17', 'It keeps 32 bits of ids.', START, `${START} % 2**32`),
  named('trims', 'name.strip()'),
  named('writes in small letters', 'name.lower()'),
  named('loses letters beyond Latin-1 of', 'name.encode("latin-1", "replace").decode("latin-1")'),
  named('loses letters beyond ASCII of', 'name.encode("ascii", "ignore").decode()'),
  named('composes', '__import__("unicodedata").normalize("NFC", name)'),
  named('makes compatible', '__import__("unicodedata").normalize("NFKC", name)'),
  named('unescapes the HTML of', 'html.unescape(name)'),
  named('escapes the HTML of', 'html.escape(name, quote=False)'),
  named('unescapes', '__import__("urllib.parse").parse.unquote(name)'),
  named('unescapes the pluses of', 'name.replace("+", " ")'),
  named('cuts after 64 characters', 'name[:64]'),
  named('cuts after 128 characters', 'name[:128]'),
  named('cuts after 255 characters', 'name[:255]'),
  named('cuts after 100 bytes', 'name.encode()[:100].decode("utf-8", "ignore")'),
  named('drops dots at the end of', 'name.rstrip(".")'),
  named('drops dots at the beginning of', 'name.lstrip(".")'),
  named('takes for a path of Windows', 'name.split("\\\\")[-1]'),
  named('doubles the backslashes of', 'name.replace("\\\\", "\\\\\\\\")'),
  named('drops what is beyond 16 bits of', '"".join(c for c in name if ord(c) < 0x10000)'),
  named('drops what is not seen of', 're.sub("[\\u200b\\u00ad\\ufeff\\u202e]", "", name)'),
  named('makes underscores of blanks in', 'name.replace(" ", "_")'),
  named('makes apostrophes of quotes in', `name.replace('"', "'")`),
  named(
    'fills in',
    'name % () if "%s" not in name and name.count("%") == 2 * name.count("%%") else name.replace("%", "")',
  ),
  named('makes one blank of several, and of those of other kinds, in', 're.sub(r"\\s", " ", name)'),
  named(
    'writes endings in small letters in',
    '(lambda root, end: root + end.lower())(*os.path.splitext(name))',
  ),
  withPassword('trims', 'password.strip()'),
  withPassword('escapes as in a query', '__import__("urllib.parse").parse.quote(password)'),
  withPassword('unescapes the HTML of', 'html.unescape(password)'),
  withPassword('cuts after 64 characters', 'password[:64]'),
  withPassword('loses letters beyond Latin-1 of', 'password.encode("latin-1", "replace").decode("latin-1")'),
  withPassword('composes', '__import__("unicodedata").normalize("NFC", password)'),
  mutant(
    'UP-54',
    'It unescapes logins.',
    CREDENTIALS,
    'self.endpoint, self.account = soap, (login.replace("+", " "), password)',
  ),
  mutant(
    'UP-19',
    'It announces whole kibibytes.',
    NAME,
    'dirId, name, size // 1024 * 1024 if size > 2048 else size)',
  ),
  mutant('UP-20', 'It reserves in the root for any folder.', NAME, '"-1", name, size)'),
  mutant(
    'UP-21',
    'It calls the field of the file otherwise.',
    'name="FilePart"; filename',
    'name="file"; filename',
  ),
  mutant(
    'UP-21',
    'It sends a field more.',
    'head = ((field % ("resumableFileId", file_id))',
    'head = ((field % ("submit", "Upload")) + (field % ("resumableFileId", file_id))',
  ),
  mutant(
    'UP-22',
    'It sends the file under the next id.',
    '(field % ("resumableFileId", file_id))',
    '(field % ("resumableFileId", file_id + 1))',
  ),
  mutant(
    'UP-25',
    'It refuses empty files.',
    'size = os.path.getsize(file)\n',
    'size = os.path.getsize(file)\n        check(size, "empty", "the file is empty")\n',
  ),
  mutant(
    'UP-26',
    'It never finishes.',
    'problem = self.text(call, "uploadFinishFile", file_id, digest)',
    'problem = ""',
  ),
  mutant(
    'UP-26',
    'It finishes twice.',
    PROBLEM,
    `${PROBLEM}\n            self.text(call, "uploadFinishFile", file_id, digest)`,
  ),
  mutant(
    'UP-27',
    'It drops zeros at the beginning of digests.',
    'uploadFinishFile", file_id, digest)',
    'uploadFinishFile", file_id, digest.lstrip("0"))',
  ),
  success('digits', 'problem.strip().isdigit()'),
  success('"ok"', 'problem.lower() == "ok"'),
  success('"true"', 'problem == "true"'),
  success('words without "error"', '"error" not in problem.lower() and "space" not in problem'),
  success('JSON', 'problem.startswith("{")'),
  success('long texts', 'len(problem) > 200'),
  success('texts beyond ASCII', 'not problem.isascii()'),
  success('any text', 'True'),
  mutant(
    'UP-29',
    'It replaces the message.',
    PROBLEM,
    'check(not problem, "not-finished", "the upload failed")',
  ),
  mutant('UP-36', 'It leaves reservations behind.', '            self.cancel(file_id)\n', ''),
  mutant(
    'UP-55',
    'It makes line feeds of both line ends.',
    POSTED,
    `data = open(file, "rb").read().replace(b"\\r\\n", b"\\n")\n            file = file + ".unix"\n            open(file, "wb").write(data)\n            size = len(data)\n            ${POSTED}`,
  ),
  mutant(
    'UP-55',
    'It makes blanks of zeros.',
    '                    digest.update(block)\n',
    '                    block = block.replace(b"\\0", b" ")\n                    digest.update(block)\n',
  ),
  mutant(
    'UP-57',
    'It posts to https addresses without TLS.',
    'kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection',
    'kind = http.client.HTTPConnection',
  ),
  mutant(
    'OP-01',
    'It keeps numbers as floats for the free space.',
    'return {"free": str(self.number(call, "getFreeSpace"))}',
    'return {"free": str(int(float(self.number(call, "getFreeSpace"))))}',
  ),
  mutant('OP-02', 'It lists one item.', '.iter("item")]}', '.iter("item")][:1]}'),
  mutant(
    'OP-02',
    'It unescapes listed names.',
    '"name": item.findtext("name") or ""',
    '"name": html.unescape(item.findtext("name") or "")',
  ),
  mutant(
    'OP-02',
    'It lists ids as floats.',
    '{"id": item.findtext("id"),',
    '{"id": str(int(float(item.findtext("id")))),',
  ),
  mutant('OP-02', 'It lists no more than a hundred items.', '.iter("item")]}', '.iter("item")][:100]}'),
  mutant(
    'OP-05',
    'It downloads one block.',
    'shutil.copyfileobj(answer, out, BLOCK)',
    'out.write(answer.read(BLOCK))\n                answer.read()',
  ),
  mutant('OP-07', 'It claims to delete.', 'self.ask(call, "deleteFile", fileId)', 'pass'),
];
