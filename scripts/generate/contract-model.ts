import { readFile } from 'node:fs/promises';
import strongSoap, { type Wsdl, type WsdlElement, type WsdlOperation } from 'strong-soap';

/** One element of a complex type. `since` marks what jax2 does not have. */
export interface FieldModel {
  readonly name: string;
  readonly type: string;
  readonly occurs: 'required' | 'optional' | 'list';
  readonly since: 'jax2' | 'jax3';
}

/** A complex type: a structure, or a list when its only element is a repeated `item`. */
export interface TypeModel {
  readonly name: string;
  readonly since: 'jax2' | 'jax3';
  readonly namespace: string;
  readonly fields: readonly FieldModel[];
}

/** An operation as the descriptions have it. */
export interface OperationModel {
  readonly name: string;
  readonly since: 'jax2' | 'jax3';
  readonly group: string;
  readonly evidence: string;
  readonly args: readonly { readonly part: string; readonly name: string; readonly type: string }[];
  readonly returns: string | null;
  readonly faults: boolean;
}

/** All that the descriptions of jax2 and jax3 say. */
export interface ContractModel {
  readonly types: readonly TypeModel[];
  readonly operations: readonly OperationModel[];
}

interface FunctionNotes {
  readonly group: string;
  readonly evidence: string;
  readonly args: readonly string[];
}

/**
 * Reads both service descriptions with strong-soap's WSDL reader and merges them into one model: what jax3 has,
 * each thing marked with the description it first appears in. Argument names, groups and evidence come from
 * `functions.json`, since a description only numbers its parts.
 *
 * @param folder the folder that holds `jax2.wsdl`, `jax3.wsdl`, their schemas and `functions.json`
 * @throws Error when an operation of the description has no entry in `functions.json`, or another number of parts
 */
export async function readContractModel(folder: string): Promise<ContractModel> {
  const [jax2, jax3, notes] = await Promise.all([
    openWsdl(`${folder}/jax2.wsdl`),
    openWsdl(`${folder}/jax3.wsdl`),
    readFile(`${folder}/functions.json`, 'utf8').then(
      (text) => JSON.parse(text) as Record<string, FunctionNotes>,
    ),
  ]);
  const older = operationsOf(jax2);
  const operations = Object.entries(operationsOf(jax3)).map(([name, operation]) =>
    operationModel(name, operation, name in older ? 'jax2' : 'jax3', notes[name]),
  );
  return { types: typeModels(jax3, jax2), operations };
}

function openWsdl(path: string): Promise<Wsdl> {
  return new Promise((resolve, reject) => {
    strongSoap.soap.WSDL.open(path, {}, (error, wsdl) => (error ? reject(error) : resolve(wsdl)));
  });
}

function operationsOf(wsdl: Wsdl): Record<string, WsdlOperation> {
  const [portType] = Object.values(wsdl.definitions.portTypes);
  if (!portType) throw new Error('the service description has no port type');
  return portType.operations;
}

function operationModel(
  name: string,
  operation: WsdlOperation,
  since: 'jax2' | 'jax3',
  notes: FunctionNotes | undefined,
): OperationModel {
  if (!notes) throw new Error(`functions.json has no entry for the operation ${name}`);
  const parts = Object.values(operation.input.message.parts ?? {});
  if (parts.length !== notes.args.length)
    throw new Error(
      `functions.json names ${notes.args.length} arguments of ${name}, jax3.wsdl has ${parts.length}`,
    );
  const [result] = Object.values(operation.output.message.parts ?? {});
  return {
    name,
    since,
    group: notes.group,
    evidence: notes.evidence,
    args: parts.map((part, i) => ({
      part: part.$name,
      name: notes.args[i] ?? part.$name,
      type: typeOf(part),
    })),
    returns: result ? typeOf(result) : null,
    faults: Object.keys(operation.faults ?? {}).length > 0,
  };
}

function typeModels(wsdl: Wsdl, older: Wsdl): TypeModel[] {
  return Object.entries(wsdl.definitions.schemas).flatMap(([namespace, schema]) =>
    Object.values(schema.complexTypes).map((type) => {
      const before = older.definitions.schemas[namespace]?.complexTypes[type.$name];
      const known = new Set(before ? elementsOf(before).map((element) => element.$name) : []);
      return {
        name: type.$name,
        since: before ? ('jax2' as const) : ('jax3' as const),
        namespace,
        fields: elementsOf(type).map((element) => ({
          name: element.$name,
          type: typeOf(element),
          occurs: occursOf(element),
          since: !before || known.has(element.$name) ? ('jax2' as const) : ('jax3' as const),
        })),
      };
    }),
  );
}

const elementsOf = (type: WsdlElement): WsdlElement[] => type.children[0]?.children ?? [];

const typeOf = (element: WsdlElement): string => (element.$type ?? '').replace(/^.*:/, '');

function occursOf(element: WsdlElement): FieldModel['occurs'] {
  if (element.$maxOccurs === 'unbounded') return 'list';
  return element.$minOccurs === '0' ? 'optional' : 'required';
}
