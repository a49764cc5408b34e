import { edit } from '../../mutant.js';
import { mutant, type ServerMutant } from '../server-mutant.js';

const FAULTY = `if (call.fault)
        return faultResponse(request.version, call, call.fault);`;
const FED = `if (text !== '')
            envelope.write(text);`;
const WRITER = `const write = elementWriter('return', returns, version);`;
const NODE = 'const node = this.#nodes.get(id);';
const PART = 'isPart: (element) => found !== undefined && isPart(found, element, lenient),';

/** A server that takes some ids for others. @param same whether it takes `each.id` for `id`, in JavaScript */
const confused = (same: string) =>
  [
    edit(
      'world/tree/tree.js',
      NODE,
      `const node = this.#nodes.get(id) ?? [...this.#nodes.values()].find((each) => each.kind === 'file' && ${same});`,
    ),
  ] as const;

/** Mutants of the fake: calls and replies as such. */
export const WIRE: readonly ServerMutant[] = [
  mutant(
    'SV-90',
    'It truncates its reply to getUploadFormUrl.',
    edit(
      'soap/response.js',
      WRITER,
      `${WRITER.replace('write', 'whole')}
    const write = (value) => whole(value).slice(0, name === 'getUploadFormUrl' ? -3 : undefined);`,
    ),
  ),
  mutant(
    'SV-91',
    'It answers unknown operations with an empty body.',
    edit(
      'http/calls/soap-call.js',
      FAULTY,
      `if (call.fault?.message.includes('dispatch'))
        return { ...faultResponse(request.version, call, call.fault), status: 200, body: '' };
    ${FAULTY}`,
    ),
    ['SV-92'],
  ),
  mutant(
    'SV-91',
    'It sends faults with status 200.',
    edit('http/calls/call-response.js', 'status: 500,', 'status: 200,'),
  ),
  mutant(
    'SV-92',
    'It answers calls that it cannot read with a page.',
    edit(
      'http/calls/soap-call.js',
      FAULTY,
      `if (call.fault && !call.fault.message.includes('dispatch'))
        return { ...faultResponse(request.version, call, call.fault), status: 200, body: '<html/>' };
    ${FAULTY}`,
    ),
  ),
  mutant(
    'SV-93',
    'It knows the envelope by one prefix only.',
    edit(
      'soap/call-reader.js',
      FED,
      `if (/Envelope/.test(text) && !text.includes('<soapenv:Envelope')) throw refusals.malformed('no envelope');
        ${FED}`,
    ),
  ),
  mutant(
    'SV-94',
    'It identifies arguments by their order.',
    edit(
      'soap/arguments.js',
      'const name = child.local;',
      'const name = parts[element.children.indexOf(child)]?.part ?? child.local;',
    ),
  ),
  mutant(
    'SV-94',
    'It refuses calls with an unknown argument.',
    edit(
      'soap/call-reader.js',
      PART,
      `isPart: (element) => {
                if (found !== undefined && !isPart(found, element, lenient)) throw refusals.badPrimitive();
                return found !== undefined;
            },`,
    ),
  ),
  mutant(
    'SV-95',
    'It requires an empty SOAPAction.',
    edit(
      'http/calls/serve-call.js',
      `contentType: request.headers.get('content-type'),`,
      `contentType: request.headers.get('soapaction') === '""' ? request.headers.get('content-type') : 'text/plain',`,
    ),
  ),
  mutant(
    'SV-96',
    'It names another address in its description.',
    edit(
      'http/calls/endpoint.js',
      '() => `<soap:address location="',
      '() => `<soap:address location="http://localhost/',
    ),
  ),
  mutant(
    'SV-96',
    'It leaves getFreeSpace out of its description.',
    edit(
      'http/calls/endpoint.js',
      'return text\n',
      `return text.replaceAll('"getFreeSpace"', '"getFree"')\n`,
    ),
  ),
  mutant(
    'SV-97',
    'It does not serve one of the schemas that its description imports.',
    edit('http/calls/endpoint.js', '?xsd=2"`', '?xsd=3"`'),
  ),
  mutant(
    'SV-98',
    'It compares ids by their last 32 bits.',
    confused('BigInt.asUintN(32, each.id) === BigInt.asUintN(32, id)'),
  ),
  mutant('SV-98', 'It compares ids as doubles.', confused('Number(each.id) === Number(id)'), [
    'SV-48',
    'SV-50',
    'SV-53',
    'SV-54',
    'SV-57',
  ]),
  mutant(
    'SV-99',
    'It writes the fields of items in another order.',
    edit(
      'soap/element-writers.js',
      'const fields = fieldsOf(type, version).map(',
      'const fields = [...fieldsOf(type, version)].reverse().map(',
    ),
  ),
];
