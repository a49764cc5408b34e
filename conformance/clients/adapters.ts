import { fileURLToPath } from 'node:url';
import { type ClientUnderTest, execClient, type StdioOptions, stdioClient } from '../drivers/index.js';
import type { Command } from './toolkits.js';

/** A client in another language that the kit can be run against. */
export interface AdaptedClient {
  readonly name: string;
  /** Debian packages to install. */
  readonly packages: string;
  /** Succeeds when all that it needs is there. */
  readonly probe: Command;
  /** What makes it, run in turn; `folder` is a fresh one. */
  readonly prepare?: (folder: string) => readonly Command[];
  /**
   * @param folder where it was made
   * @param options for a client that stays and speaks on stdio
   */
  readonly reach: (folder: string, options?: StdioOptions) => ClientUnderTest;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const JAXWS = '/usr/share/java/jaxws-rt.jar';
const JAVA_PACKAGE = 'com.pmstation.shared.soap.api';
const DESCRIPTION = here('../../wsdl/jax3.wsdl');
const JAVA_SOURCES = ['Adapter', 'Client', 'Deadline', 'Failure', 'Json'].map((name) =>
  here(`java-jaxws/${name}.java`),
);

export const ADAPTED_CLIENTS: readonly AdaptedClient[] = [
  {
    name: 'Python, standard library',
    packages: 'python3',
    probe: ['python3', '-c', 'import sys; sys.exit(sys.version_info < (3, 10))'],
    reach: (_, options) => stdioClient(['python3', here('python/client.py')], options),
  },
  {
    name: 'PHP SoapClient',
    packages: 'php-cli php-soap php-curl',
    probe: ['php', '-r', 'exit(class_exists("SoapClient") && function_exists("curl_init") ? 0 : 1);'],
    reach: (_, options) => stdioClient(['php', here('php-soapclient/client.php')], options),
  },
  {
    name: 'Java JAX-WS',
    packages: 'jaxws default-jdk-headless',
    probe: ['sh', '-c', `command -v wsimport && javac --release 17 -version && test -r ${JAXWS}`],
    prepare: (folder) => [
      ['wsimport', '-quiet', '-Xnocompile', '-s', folder, '-p', JAVA_PACKAGE, DESCRIPTION],
      [
        ...(['javac', '-encoding', 'UTF-8', '-cp', JAXWS, '-sourcepath', folder, '-d', folder] as const),
        ...[`${folder}/${JAVA_PACKAGE.replaceAll('.', '/')}/package-info.java`, ...JAVA_SOURCES],
      ],
    ],
    reach: (folder, options) =>
      stdioClient(['java', '-cp', `${folder}:${JAXWS}`, 'Adapter', DESCRIPTION], {
        ...options,
        // Java takes the encoding of file names from the locale. The rest makes its start shorter.
        env: { LC_ALL: 'C.UTF-8', JAVA_TOOL_OPTIONS: '-XX:+UseSerialGC -XX:TieredStopAtLevel=1' },
      }),
  },
  {
    name: 'POSIX shell with curl',
    packages: 'curl',
    probe: ['sh', '-c', 'curl --version && iconv --version && awk "BEGIN { exit }" && md5sum --version'],
    reach: () =>
      execClient(`sh '${here('shell/upload.sh')}' {soap} {login} {password} {file} {name} {dirId}`, {
        env: { PATIENCE: '3', PART_PATIENCE: '4' },
      }),
  },
];
