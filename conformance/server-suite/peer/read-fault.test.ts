import { expect, test } from 'vitest';
import { readFault } from './read-reply.js';

const enveloped = (payload: string): string =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${payload}</s:Body></s:Envelope>`;

const faultIn = (xml: string) => readFault({ status: 500, headers: {}, body: new TextEncoder().encode(xml) });

test('a fault of any operation is read', () => {
  const fault = '<s:Fault><faultcode>s:Client</faultcode><faultstring>no</faultstring></s:Fault>';
  expect(faultIn(enveloped(fault))).toEqual({ code: 'Client', text: 'no', exception: undefined });
});

test.each([
  ['nothing', ''],
  ['a page', '<html><body>500</body></html>'],
  ['text', 'Internal Server Error'],
  ['a reply', enveloped('<loginResponse/>')],
  ['a fault of another namespace', enveloped('<Fault><faultcode>Client</faultcode></Fault>')],
  ['a fault without a code', enveloped('<s:Fault><faultstring>no</faultstring></s:Fault>')],
])('%s is none', (_, xml) => {
  expect(faultIn(xml)).toBeUndefined();
});
