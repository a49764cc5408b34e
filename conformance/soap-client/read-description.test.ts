import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { OPERATIONS } from '../../wsdl/contract.js';
import { readDescription } from './read-description.js';

const written = (name: string): Uint8Array => readFileSync(new URL(`../../wsdl/${name}`, import.meta.url));
const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a description', () => {
  test.each(['jax2', 'jax3'])('%s names its address, its functions and what it imports', (version) => {
    const names = Object.values(OPERATIONS).filter(({ since }) => version === 'jax3' || since === 'jax2');
    expect(readDescription(written(`${version}.wsdl`))).toEqual({
      addresses: [expect.stringMatching(new RegExp(`^https?://.*/${version}/DesktopApp$`))],
      functions: new Set(names.map(({ name }) => name)),
      imports: ['array.xsd', `${version}.xsd`],
    });
  });

  test('a schema is none', () => {
    expect(readDescription(written('jax3.xsd'))).toBeUndefined();
  });

  test('an import of a description is one, too', () => {
    const xml = `<d:definitions xmlns:d="http://schemas.xmlsoap.org/wsdl/"><d:import namespace="urn:x" location="more.wsdl"/></d:definitions>`;
    expect(readDescription(encoded(xml))).toEqual({
      addresses: [],
      functions: new Set(),
      imports: ['more.wsdl'],
    });
  });

  test('what is no XML is not read', () => {
    expect(() => readDescription(encoded('no'))).toThrow(expect.objectContaining({ kind: 'bad-xml' }));
  });
});
