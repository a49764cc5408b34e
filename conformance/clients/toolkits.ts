import { fileURLToPath } from 'node:url';
import type { Version } from '../../mock-server/index.js';

/** A program and its arguments. */
export type Command = readonly [program: string, ...args: string[]];

/**
 * A SOAP toolkit by others and the client written with it. Every client is called with
 * `WSDL LOGIN PASSWORD FILE [PART_SIZE]`, follows the whole upload how-to, downloads and compares, makes one call with a
 * wrong password, and prints a line of JSON; it exits with 1 and a reason on stderr when anything is not as it should be.
 */
export interface Toolkit {
  readonly name: string;
  /** Debian packages to install; empty when npm brings it. */
  readonly packages: string;
  /** Succeeds when the toolkit is there. */
  readonly probe: Command;
  /** What turns a service description into a client, run in turn; `folder` is a fresh one for each version. */
  readonly prepare?: (wsdl: string, version: Version, folder: string) => readonly Command[];
  /** The same for what is made of the description in a file, once for all test files. */
  readonly prepareOnce?: (version: Version) => (folder: string) => readonly Command[];
  /** The client, without its arguments. */
  readonly client: (folder: string) => Command;
  /** Whether its faults carry the faultcode; JAX-WS drops it when it makes an exception of a declared fault. */
  readonly hidesFaultcodeOf?: Version;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const root = (path: string): string => here(`../../${path}`);

// Not the first python on the path: Debian's packages are only seen by Debian's.
const PYTHON = '/usr/bin/python3';
// Its manifest names the jars that it needs.
const JAXWS = '/usr/share/java/jaxws-rt.jar';
const JAVA_PACKAGE = 'com.pmstation.shared.soap.api';

/** A Java program among those that were made with `prepareOnce`. */
export const javaProgram = (folder: string, name: 'Upload' | 'EveryFunction'): Command => [
  'java',
  '-cp',
  `${folder}:${JAXWS}`,
  name,
];

/** The toolkits, each with the client written with it. */
export const TOOLKITS: readonly Toolkit[] = [
  {
    name: 'PHP SoapClient',
    packages: 'php-cli php-soap php-curl',
    probe: ['php', '-r', 'exit(class_exists("SoapClient") && class_exists("CURLStringFile") ? 0 : 1);'],
    client: () => ['php', here('php/upload.php')],
  },
  {
    name: 'Python zeep',
    packages: 'python3-zeep python3-requests',
    probe: [PYTHON, '-c', 'import zeep, requests'],
    client: () => [PYTHON, here('python-zeep/upload.py')],
  },
  {
    name: 'Python suds',
    packages: 'python3-suds python3-requests',
    probe: [PYTHON, '-c', 'import suds, requests'],
    client: () => [PYTHON, here('python-suds/upload.py')],
  },
  {
    name: 'Perl SOAP::Lite',
    packages: 'libsoap-lite-perl',
    probe: ['perl', '-MSOAP::Lite', '-MLWP::UserAgent', '-MHTTP::Request::Common', '-MJSON::PP', '-e', '1'],
    client: () => ['perl', here('perl/upload.pl')],
  },
  {
    name: 'JAX-WS RI',
    packages: 'jaxws default-jdk-headless',
    probe: ['sh', '-c', `command -v wsimport && javac --release 17 -version && test -r ${JAXWS}`],
    prepareOnce: (version) => (folder) => [
      ['wsimport', '-quiet', '-Xnocompile', '-s', folder, '-p', JAVA_PACKAGE, root(`wsdl/${version}.wsdl`)],
      [
        ...(['javac', '-encoding', 'UTF-8', '-cp', JAXWS, '-sourcepath', folder, '-d', folder] as const),
        `${folder}/${JAVA_PACKAGE.replaceAll('.', '/')}/package-info.java`,
        ...[here('java/Upload.java'), here(`java/${version}/WrongPassword.java`)],
        here('every-function/EveryFunction.java'),
      ],
    ],
    client: (folder) => javaProgram(folder, 'Upload'),
    hidesFaultcodeOf: 'jax3',
  },
  {
    name: 'gSOAP',
    packages: 'gsoap libgsoap-dev libssl-dev gcc libc6-dev',
    probe: [
      'sh',
      '-c',
      `command -v wsdl2h && command -v soapcpp2 &&
      printf '#include <stdsoap2.h>\\n#include <openssl/evp.h>\\n' | gcc -fsyntax-only -x c -`,
    ],
    prepare: (wsdl, _version, folder) => [
      ['wsdl2h', '-c', '-o', `${folder}/service.h`, wsdl],
      ['soapcpp2', '-c', '-C', '-L', '-x', '-w', '-d', folder, `${folder}/service.h`],
      [
        ...(['gcc', '-O0', '-I', folder, '-o', `${folder}/upload`, here('gsoap/upload.c')] as const),
        ...[`${folder}/soapC.c`, `${folder}/soapClient.c`, '-lgsoap', '-lcrypto'],
      ],
    ],
    client: (folder) => [`${folder}/upload`],
  },
  {
    name: 'curl and sed',
    packages: 'curl',
    probe: ['sh', '-c', 'curl --version && sed --version && md5sum --version && cmp --version'],
    client: () => ['sh', here('curl/upload.sh')],
  },
  {
    name: 'strong-soap',
    packages: '',
    probe: [process.execPath, '--version'],
    client: () => [process.execPath, root('dist/conformance/clients/strong-soap/upload.js')],
  },
];
