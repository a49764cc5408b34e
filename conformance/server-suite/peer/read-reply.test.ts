import { expect, test } from 'vitest';
import { readReply } from './read-reply.js';

const enveloped = (payload: string): string =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${payload}</s:Body></s:Envelope>`;

const reply = (inner: string): string =>
  enveloped(
    `<a:getFreeSpaceResponse xmlns:a="http://api.soap.shared.pmstation.com/">${inner}</a:getFreeSpaceResponse>`,
  );

test.each([
  ['return is in the namespace urn:x, not in none', reply('<return xmlns="urn:x">5</return>')],
  ['getFreeSpaceResponse holds more than one element', reply('<return>5</return><more/>')],
  [
    'getFreeSpaceResponse is in no namespace, not in http://api.soap.shared.pmstation.com/',
    enveloped('<getFreeSpaceResponse><return>5</return></getFreeSpaceResponse>'),
  ],
])('%s', (complaint, xml) => {
  const answer = { status: 200, headers: {}, body: new TextEncoder().encode(xml) };
  expect(readReply(answer, 'getFreeSpace', 'jax3')).toEqual({
    value: 5n,
    complaints: [complaint],
  });
});
