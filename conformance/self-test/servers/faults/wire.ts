import { edit, type ServerFault } from '../fault.js';

const FAULTY = `if (call.fault)
        return faultAnswer(request.version, call, call.fault);`;
const FED = `if (text !== '')
            envelope.write(text);`;
const WRITER = `const write = elementWriter('return', returns, version);`;
const NODE = 'const node = this.#nodes.get(id);';
const PART = 'isPart: (name) => found !== undefined && isPart(found, name, lenient),';

/** A server that takes some ids for others. @param same whether it takes `each.id` for `id`, in JavaScript */
const confused = (same: string) =>
  [
    edit(
      'world/tree/tree.js',
      NODE,
      `const node = this.#nodes.get(id) ?? [...this.#nodes.values()].find((each) => each.kind === 'file' && ${same});`,
    ),
  ] as const;

/** Faults about calls and replies as such. */
export const WIRE: readonly ServerFault[] = [
  {
    rule: 'SV-90',
    what: 'It breaks off its answer to getUploadFormUrl.',
    edits: [
      edit(
        'soap/reply.js',
        WRITER,
        `${WRITER.replace('write', 'whole')}
    const write = (value) => whole(value).slice(0, name === 'getUploadFormUrl' ? -3 : undefined);`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-91',
    what: 'It answers functions that it does not know with nothing.',
    edits: [
      edit(
        'http/calls/soap-call.js',
        FAULTY,
        `if (call.fault?.message.includes('dispatch'))
        return { ...faultAnswer(request.version, call, call.fault), status: 200, body: '' };
    ${FAULTY}`,
      ),
    ],
    consequences: ['SV-92'],
  },
  {
    rule: 'SV-91',
    what: 'It sends faults with status 200.',
    edits: [edit('http/calls/call-answer.js', 'status: 500,', 'status: 200,')],
    consequences: [],
  },
  {
    rule: 'SV-92',
    what: 'It answers what it cannot read with a page.',
    edits: [
      edit(
        'http/calls/soap-call.js',
        FAULTY,
        `if (call.fault && !call.fault.message.includes('dispatch'))
        return { ...faultAnswer(request.version, call, call.fault), status: 200, body: '<html/>' };
    ${FAULTY}`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-93',
    what: 'It knows the envelope by one prefix only.',
    edits: [
      edit(
        'soap/call-reader.js',
        FED,
        `if (/Envelope/.test(text) && !text.includes('<soapenv:Envelope')) throw refusals.malformed('no envelope');
        ${FED}`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-94',
    what: 'It takes arguments by their order.',
    edits: [
      edit(
        'soap/arguments.js',
        'elements.set(child.local, child);',
        'elements.set(parts[elements.size]?.part ?? child.local, child);',
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-94',
    what: 'It refuses calls with an argument that it does not know.',
    edits: [
      edit(
        'soap/call-reader.js',
        PART,
        `isPart: (name) => {
                if (found !== undefined && !isPart(found, name, lenient)) throw refusals.badPrimitive();
                return found !== undefined;
            },`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-95',
    what: 'It wants an empty SOAPAction.',
    edits: [
      edit(
        'http/calls/answer-call.js',
        `contentType: request.headers.get('content-type'),`,
        `contentType: request.headers.get('soapaction') === '""' ? request.headers.get('content-type') : 'text/plain',`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-96',
    what: 'It names another address in its description.',
    edits: [
      edit(
        'http/calls/description.js',
        '() => `<soap:address location="',
        '() => `<soap:address location="http://localhost/',
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-96',
    what: 'It leaves getFreeSpace out of its description.',
    edits: [
      edit(
        'http/calls/description.js',
        'return text\n',
        `return text.replaceAll('"getFreeSpace"', '"getFree"')\n`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-97',
    what: 'It does not serve one of the schemas that its description imports.',
    edits: [edit('http/calls/description.js', '?xsd=2"`', '?xsd=3"`')],
    consequences: [],
  },
  {
    rule: 'SV-98',
    what: 'It compares ids by their last 32 bits.',
    edits: confused('BigInt.asUintN(32, each.id) === BigInt.asUintN(32, id)'),
    consequences: [],
  },
  {
    rule: 'SV-98',
    what: 'It compares ids as numbers of JavaScript are.',
    edits: confused('Number(each.id) === Number(id)'),
    consequences: ['SV-48', 'SV-50', 'SV-53', 'SV-54', 'SV-57'],
  },
  {
    rule: 'SV-99',
    what: 'It writes the fields of items in another order.',
    edits: [
      edit(
        'soap/element-writers.js',
        'const fields = fieldsOf(type, version).map(',
        'const fields = [...fieldsOf(type, version)].reverse().map(',
      ),
    ],
    consequences: [],
  },
];
