import { edit, type LanguageVariant, right } from './language-mutant.js';
import { POSTING } from './python-posting-variants.js';

const FREE = `        free = self.number(call, "getFreeSpace")
        check(size <= free, "quota", f"{size} bytes do not fit into the {free} that are free")
`;
const LARGEST = `        largest = self.number(call, "getMaxFileSize")
        check(size <= largest, "too-large", f"{size} bytes are more than the {largest} that a file may have")
`;
const KEY = '        key = self.text(call, "createUploadSessionKey", dirId)\n';
const CENTER = '        center = self.number(call, "getNewFileDataCenter")\n';
const START = '        file_id = self.number(call, "uploadStartFile", dirId, name, size)\n';
const SIZE = '        size = os.path.getsize(file)\n';
const FINISHED = `            problem = self.text(call, "uploadFinishFile", file_id, digest)
            check(not problem, "not-finished", problem)
`;

/** The orders that the how-to leaves to the client. */
const ORDERS: readonly LanguageVariant[] = [
  right('It asks for the largest size before the free space.', edit(LARGEST, ''), edit(FREE, LARGEST + FREE)),
  right('It asks for the data center before the session key.', edit(CENTER, ''), edit(KEY, CENTER + KEY)),
  right(
    'It asks for the limits when it has the address.',
    edit(FREE + LARGEST, ''),
    edit(START, FREE + LARGEST + START),
  ),
  right('It asks for the limits once more before it reserves.', edit(START, FREE + LARGEST + START)),
  right(
    'It logs in first, and names the root by its id.',
    edit(
      SIZE,
      `${SIZE}        self.ask(call, "login")
        if dirId == "-1":
            dirId = self.ask(call, "getRoot").findtext("id")
`,
    ),
  ),
  right(
    'It looks in the listing of the folder whether the file is there.',
    edit('self.verify(call, file_id, size, digest)', 'self.verify(call, file_id, size, digest, dirId)'),
    edit(
      'def verify(self, call, file_id, size, digest):',
      'def verify(self, call, file_id, size, digest, dirId):',
    ),
    edit(
      'item = self.ask(call, "getFileInfo", file_id)',
      `items = [item for item in self.ask(call, "getItems", dirId).iter("item") if item.findtext("id") == str(file_id)]
        check(items, "gone", f"the file {file_id} is not in the folder {dirId}")
        [item] = items`,
    ),
  ),
  right(
    'It looks whether the file is there when the answer of uploadFinishFile gets lost.',
    edit(
      FINISHED,
      `            try:
                problem = self.text(call, "uploadFinishFile", file_id, digest)
            except Failure as lost:
                if lost.kind != "connection":
                    raise
                self.verify(call, file_id, size, digest)
                problem = ""
            check(not problem, "not-finished", problem)
`,
    ),
  ),
];

const ENVELOPE = `f'<s:Envelope xmlns:s="{SOAP}"><s:Body><a:{operation} xmlns:a="{API}">{parts}</a:{operation}></s:Body></s:Envelope>'`;
const ARGUMENTS = '"".join(f"<arg{at}>{xml(value)}</arg{at}>" for at, value in enumerate(values))';
const HEADERS = '{"Content-Type": "text/xml; charset=utf-8", "SOAPAction": \'""\'}';
const ESCAPED = 'return escape(text, {"\\r": "&#13;"})';

/** The spellings that XML and SOAP leave to the client. */
const SPELLINGS: readonly LanguageVariant[] = [
  right(
    'It writes envelopes as toolkits do, with a header, other prefixes and line breaks.',
    edit(
      ENVELOPE,
      `f'''<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<soapenv:Envelope xmlns:soapenv="{SOAP}"
    xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>
  <soapenv:Header/>
  <!-- {operation} -->
  <soapenv:Body>
    <{operation} xmlns="{API}">{parts}</{operation}>
  </soapenv:Body>
</soapenv:Envelope>
'''`,
    ),
    edit(
      ARGUMENTS,
      '"".join(f\'\\n      <arg{at} xmlns="">{xml(value)}</arg{at} >\' for at, value in enumerate(values))',
    ),
  ),
  right(
    'It writes texts as CDATA.',
    edit(
      ESCAPED,
      `return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>".replace("\\r", "]]>&#13;<![CDATA[")`,
    ),
  ),
  right(
    'It writes all but letters and digits of ASCII as references.',
    edit(ESCAPED, 'return "".join(c if c.isascii() and c.isalnum() else f"&#x{ord(c):X};" for c in text)'),
  ),
  right(
    'It writes envelopes in Latin-1.',
    edit('body.encode()', 'body.encode("iso-8859-1", "xmlcharrefreplace")'),
    edit(HEADERS, '{"Content-Type": "text/xml; charset=iso-8859-1", "SOAPAction": \'""\'}'),
  ),
  right(
    'It writes the last argument first.',
    edit('in enumerate(values))', 'in reversed([*enumerate(values)]))'),
  ),
  right(
    'It writes numbers with a plus and blanks round them.',
    edit('    text = str(value)\n', '    text = f" +{value}\\n" if isinstance(value, int) else str(value)\n'),
  ),
  right(
    'It names the function in SOAPAction, and header fields in small letters.',
    edit(
      HEADERS,
      '{"content-type": "text/xml;charset=UTF-8", "soapaction": f\'"{API}{operation}"\', "accept": "*/*"}',
    ),
  ),
];

/** Programs of another kind. */
const PROGRAMS: readonly LanguageVariant[] = [
  right('It is slow.', edit('        values = (*(', '        time.sleep(0.03)\n        values = (*(')),
  right(
    'It prints each step.',
    edit(
      '        values = (*(',
      '        print(operation, args, "." * 2_000, file=sys.stderr, flush=True)\n        values = (*(',
    ),
  ),
  right('It does one call after the other.', edit('CONCURRENCY = 4', 'CONCURRENCY = 1')),
  right(
    'It asks again for what it only reads.',
    edit(
      '    def ask(self, call, operation, *args, account=None):\n',
      `    def ask(self, call, operation, *args, account=None):
        for pause in (0.02, 0.05) if operation.startswith("get") else ():
            try:
                return self.ask_once(call, operation, *args, account=account)
            except Failure as problem:
                if problem.kind != "connection":
                    raise
                time.sleep(pause)
        return self.ask_once(call, operation, *args, account=account)

    def ask_once(self, call, operation, *args, account=None):
`,
    ),
  ),
  {
    what: 'It is a process for each file.',
    exec: 'python3 {source} {soap} {login} {password} {file} {name} {dirId}',
    edits: [
      edit(
        'if __name__ == "__main__":\n    main()',
        `if __name__ == "__main__":
    soap, login, password, file, name, dirId = sys.argv[1:]
    try:
        print(Client(soap, login, password).upload(Call(9), file, name, dirId)["fileId"])
    except Failure as problem:
        sys.exit(f"{problem.kind}: {problem}")`,
      ),
    ],
  },
];

/** Changes of the client of the kit that leave it right. */
export const PYTHON_VARIANTS: readonly LanguageVariant[] = [...ORDERS, ...SPELLINGS, ...POSTING, ...PROGRAMS];
