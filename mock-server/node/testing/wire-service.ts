import { expect } from 'vitest';
import {
  ARRAYS,
  type ArrayName,
  OPERATIONS,
  type OperationName,
  type Operations,
  STRUCTS,
  type StructName,
  type TypeName,
  type Version,
} from '../../../wsdl/contract.js';
import type { CallResponse, CallSite } from '../../http/calls/call-response.js';
import { beginCall } from '../../http/calls/soap-call.js';
import { Holds } from '../../namespaces/holds.js';
import type { Reply, Service } from '../../operations/testing/model/service.js';
import { DEFAULT_LIMITS } from '../../soap/index.js';
import { parse, valueIn } from '../../soap/testing/response-reader.js';
import { rawEnvelope } from '../../testing/envelopes.js';
import type { World } from '../../world/index.js';
import { partsOf } from './request-writer.js';

type Element = ReturnType<typeof parse>;

const SETTINGS = { lenient: false, limits: DEFAULT_LIMITS };

/** Calls through the wire format: calls and responses are written and parsed as XML. */
export class WireService implements Service {
  constructor(
    readonly world: World,
    readonly version: Version,
  ) {}

  async call<Name extends OperationName>(name: Name, args: Operations[Name]['args']): Promise<Reply> {
    const { body, failure, status } = await this.#post(rawEnvelope(name, partsOf(name, args)));
    if (failure !== undefined) throw new Error(`${name} breaks: ${failure}`, { cause: failure });
    const [response] = child(parse(String(body)), 'Body').children;
    if (response?.name === 'Fault') {
      expect(status).toBe(500);
      return this.#faultIn(name, response);
    }
    expect([status, response?.name]).toEqual([200, `${name}Response`]);
    expect(this.#knows(name), `${name} in ${this.version}`).toBe(true);
    return { result: this.#resultIn(OPERATIONS[name].returns, response?.children[0]) };
  }

  async #post(envelope: string): Promise<CallResponse> {
    const { world, version } = this;
    const request = {
      version,
      site: withoutRules(world),
      base: 'http://fake.test',
      contentType: 'text/xml; charset=utf-8',
      abandoned: () => new AbortController().signal,
    };
    const call = beginCall(request, SETTINGS);
    if (!call) throw new Error('The content type is refused.');
    call.write(new TextEncoder().encode(envelope));
    return call.finish();
  }

  #knows(name: OperationName): boolean {
    return this.version === 'jax3' || OPERATIONS[name].since === 'jax2';
  }

  #resultIn(type: TypeName | null, element: Element | undefined): unknown {
    if (type === null) {
      expect(element).toBeUndefined();
      return undefined;
    }
    if (!element) throw new Error('The response has no return.');
    expectKnownFields(type, element, this.version);
    return valueIn(type, element, this.version);
  }

  /** Only jax3 has a typed detail, and only where a fault is declared. */
  #faultIn(name: OperationName, fault: Element): Reply {
    const text = child(fault, 'faultstring').text;
    const detail = fault.children.find((element) => element.name === 'detail');
    if (this.version === 'jax2') expect(detail, `detail of ${name} in jax2`).toBeUndefined();
    if (this.#knows(name)) expect(OPERATIONS[name].faults, `${name} faults: ${text}`).toBe(true);
    if (this.version === 'jax3' && detail)
      expect(child(child(detail, 'ApiException'), 'details').text).toBe(text);
    return { fault: text };
  }
}

const withoutRules = (world: World): CallSite => ({
  world,
  ready: undefined,
  holds: new Holds(Date.now),
  lastAccount: undefined,
  sawAccount: () => {},
  prepare: () => undefined,
  consult: () => undefined,
});

/** No structure has an element that this version does not know. */
function expectKnownFields(type: TypeName, element: Element, version: Version): void {
  const fields = STRUCTS[type as StructName]?.filter(({ since }) => since === 'jax2' || version === 'jax3');
  for (const inner of element.children) {
    const field = fields?.find(({ name }) => name === inner.name);
    if (fields && !field) throw new Error(`${type} of ${version} has no ${inner.name}.`);
    const innerType = field ? field.type : ARRAYS[type as ArrayName];
    expectKnownFields(innerType, inner, version);
  }
}

function child(element: Element, name: string): Element {
  const found = element.children.find((inner) => inner.name === name);
  if (!found) throw new Error(`${element.name} has no ${name}.`);
  return found;
}
