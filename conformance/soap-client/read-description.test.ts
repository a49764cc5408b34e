import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { OPERATIONS } from '../../wsdl/contract.js';
import { readDescription } from './read-description.js';
import { readXml, type XmlElement } from './xml-tree.js';

const written = (name: string): XmlElement =>
  readXml(readFileSync(new URL(`../../wsdl/${name}`, import.meta.url), 'utf8'));

describe('a description', () => {
  test.each(['jax2', 'jax3'])('%s names its address, its operations and what it imports', (version) => {
    const names = Object.values(OPERATIONS).filter(({ since }) => version === 'jax3' || since === 'jax2');
    expect(readDescription(written(`${version}.wsdl`))).toEqual({
      addresses: [expect.stringMatching(new RegExp(`^https?://.*/${version}/DesktopApp$`))],
      operations: new Set(names.map(({ name }) => name)),
      imports: ['array.xsd', `${version}.xsd`],
    });
  });

  test('a schema is none', () => {
    expect(readDescription(written('jax3.xsd'))).toBeUndefined();
  });

  test('an import of a description is one, too', () => {
    const xml = `<d:definitions xmlns:d="http://schemas.xmlsoap.org/wsdl/"><d:import namespace="urn:x" location="more.wsdl"/></d:definitions>`;
    expect(readDescription(readXml(xml))).toEqual({
      addresses: [],
      operations: new Set(),
      imports: ['more.wsdl'],
    });
  });
});
