import fc from 'fast-check';
import { ARRAYS, type PrimitiveName, STRUCTS, type TypeName } from '../../../../wsdl/contract.js';
import { NIL, PRIMITIVES, TYPES } from './spellings.js';

/** Attributes of an element that holds a value: mostly none. */
export const attributes: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom(...NIL) },
  { weight: 2, arbitrary: fc.constantFrom(...TYPES) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('a="b"', 'xmlns="urn:other"', 'xmlns:a="urn:other" a:b="c"', 'a=""'),
  },
);

/** The XML of a value, well or badly written. */
export function content(type: TypeName, depth = 0): fc.Arbitrary<string> {
  if (type in PRIMITIVES) {
    const [usual = '', ...odd] = PRIMITIVES[type as PrimitiveName];
    return fc.oneof(
      { weight: 2, arbitrary: fc.constant(usual) },
      { weight: 3, arbitrary: fc.constantFrom(usual, ...odd) },
    );
  }
  if (type in ARRAYS) return items('item', ARRAYS[type as keyof typeof ARRAYS], depth);
  const fields = STRUCTS[type as keyof typeof STRUCTS];
  return fc
    .tuple(fc.subarray([...fields]), fc.constantFrom('', '<unknown>1</unknown>', 'text', ' '))
    .chain(([chosen, extra]) =>
      fc
        .tuple(
          ...chosen.map((field) => items(field.name, field.type, depth, field.occurs === 'list' ? 3 : 1)),
        )
        .map((xml) => xml.join('') + extra),
    );
}

const items = (name: string, type: TypeName, depth: number, most = 3): fc.Arbitrary<string> =>
  depth > 3
    ? fc.constant('')
    : fc
        .array(
          element(
            fc.oneof(
              { weight: 9, arbitrary: fc.constant(name) },
              { weight: 1, arbitrary: fc.constantFrom('other', `x xmlns="urn:o"`) },
            ),
            attributes,
            content(type, depth + 1),
          ),
          { maxLength: most },
        )
        .map((all) => all.join(''));

/** An element by its name, which may hold a declaration of a namespace. */
export const element = (
  name: fc.Arbitrary<string>,
  attribute: fc.Arbitrary<string>,
  inside: fc.Arbitrary<string>,
): fc.Arbitrary<string> =>
  fc.tuple(name, attribute, inside).map(([tag, more, xml]) => {
    const [local = ''] = tag.split(' ');
    const start = `${tag}${more === '' ? '' : ` ${more}`}`;
    return xml === '' ? `<${start}/>` : `<${start}>${xml}</${local}>`;
  });
