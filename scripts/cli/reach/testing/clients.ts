import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { madeClient } from '../../../../conformance/clients/testing/made-client.js';
import { TOOLKITS, type Toolkit } from '../../../../conformance/clients/toolkits.js';

/** The address that the clients have as a constant. */
export const CONSTANT = 'https://api.4shared.com/jax3/DesktopApp?wsdl';

/** A client with a constant address. */
export interface ConstantClient {
  /** As in the table of the README. */
  readonly name: string;
  /** Whether all that it needs is there. */
  readonly isThere: boolean;
  /** Debian packages that it needs. */
  readonly packages: string;
  /** The command; with `withAccount`, login and password go before its last word. */
  readonly command: () => Promise<readonly string[]>;
  readonly withAccount: boolean;
}

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const succeeds = ([program = '', ...args]: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0;

const toolkitNamed = (name: string): Toolkit => {
  const toolkit = TOOLKITS.find((each) => each.name === name);
  if (!toolkit) throw new Error(`There is no toolkit ${name}.`);
  return toolkit;
};

/** A client that uploads the file, follows all links and compares. */
function uploading(name: string, of: Toolkit, file: string): ConstantClient {
  const make = async (): Promise<string> =>
    of.prepareOnce || of.prepare
      ? madeClient({
          prepare: (folder) =>
            of.prepareOnce?.('jax3')(folder) ?? of.prepare?.(`${root}wsdl/jax3.wsdl`, 'jax3', folder) ?? [],
        })
      : '';
  return {
    name,
    isThere: succeeds(of.probe),
    packages: of.packages,
    command: async () => [...of.client(await make()), CONSTANT, file],
    withAccount: true,
  };
}

const fetching = (name: string, ...command: readonly string[]): ConstantClient => ({
  name,
  isThere: succeeds([command[0] ?? '', '--version']),
  packages: command[0] ?? '',
  command: async () => command,
  withAccount: false,
});

const GSOAP = toolkitNamed('gSOAP');
/** The same client with the library that speaks TLS. */
const SECURE_GSOAP: Toolkit = {
  ...GSOAP,
  prepare: (...given) =>
    (GSOAP.prepare?.(...given) ?? []).map((command) => {
      if (command[0] !== 'gcc') return command;
      const [program, ...args] = command;
      return [
        program,
        '-DWITH_OPENSSL',
        ...args.map((arg) => (arg === '-lgsoap' ? '-lgsoapssl' : arg)),
        '-lssl',
      ];
    }),
};

const PYTHON = `import urllib.request; assert b"<definitions" in urllib.request.urlopen("${CONSTANT}").read()`;
const NODE = `const text = await (await fetch("${CONSTANT}")).text(); if (!text.includes("<definitions")) process.exit(1);`;

/** The clients of the table. @param file to upload */
export const constantClients = (file: string): readonly ConstantClient[] => [
  fetching('curl', 'curl', '-fsS', '-o', '/dev/null', CONSTANT),
  uploading('PHP SoapClient and curl', toolkitNamed('PHP SoapClient'), file),
  uploading('Python zeep and requests', toolkitNamed('Python zeep'), file),
  fetching('Python urllib', 'python3', '-c', PYTHON),
  uploading('Java JAX-WS', toolkitNamed('JAX-WS RI'), file),
  uploading('Perl SOAP::Lite', toolkitNamed('Perl SOAP::Lite'), file),
  fetching('Node fetch', process.execPath, '--input-type=module', '-e', NODE),
  uploading('strong-soap, with fetch for the parts', toolkitNamed('strong-soap'), file),
  uploading('gSOAP', SECURE_GSOAP, file),
];
