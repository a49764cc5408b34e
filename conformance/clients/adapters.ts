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
  /** The files that it is written in, below this folder. */
  readonly sources: readonly string[];
  /**
   * What makes it, run in turn; `folder` is a fresh one.
   * @param at where its sources are. Default: here
   */
  readonly prepare?: (folder: string, at?: SourcePath) => readonly Command[];
  /**
   * @param folder where it was made
   * @param options for a client that stays and speaks on stdio
   * @param at where its sources are. Default: here
   */
  readonly reach: (folder: string, options?: StdioOptions, at?: SourcePath) => ClientUnderTest;
}

/** The absolute path of a source. */
type SourcePath = (source: string) => string;

// What is compiled lies apart from what is written in other languages.
const HOME = import.meta.url.replace('/dist/conformance/', '/conformance/');

/** The sources themselves, and not copies of them. */
export const here: SourcePath = (source) => fileURLToPath(new URL(source, HOME));

/** The library that the Java clients are compiled and run with. */
export const JAXWS = '/usr/share/java/jaxws-rt.jar';
const JAVA_PACKAGE = 'com.pmstation.shared.soap.api';
const DESCRIPTION = here('../../wsdl/jax3.wsdl');
const PYTHON = 'python/client.py';
const PHP = 'php-soapclient/client.php';
const JAVA = ['Adapter', 'Client', 'Deadline', 'Failure', 'Json'].map((name) => `java-jaxws/${name}.java`);
const SHELL = 'shell/upload.sh';

/** The clients that the kit is run against in its own tests. */
export const ADAPTED_CLIENTS: readonly AdaptedClient[] = [
  {
    name: 'Python, standard library',
    packages: 'python3',
    probe: ['python3', '-c', 'import sys; sys.exit(sys.version_info < (3, 10))'],
    sources: [PYTHON],
    reach: (_, options, at = here) => stdioClient(['python3', at(PYTHON)], options),
  },
  {
    name: 'PHP SoapClient',
    packages: 'php-cli php-soap php-curl',
    probe: ['php', '-r', 'exit(class_exists("SoapClient") && function_exists("curl_init") ? 0 : 1);'],
    sources: [PHP],
    reach: (_, options, at = here) => stdioClient(['php', at(PHP)], options),
  },
  {
    name: 'Java JAX-WS',
    packages: 'jaxws default-jdk-headless',
    probe: ['sh', '-c', `command -v wsimport && javac --release 17 -version && test -r ${JAXWS}`],
    sources: JAVA,
    prepare: (folder, at = here) => [
      ['wsimport', '-quiet', '-Xnocompile', '-s', folder, '-p', JAVA_PACKAGE, DESCRIPTION],
      [
        ...(['javac', '-encoding', 'UTF-8', '-cp', JAXWS, '-sourcepath', folder, '-d', folder] as const),
        ...[`${folder}/${JAVA_PACKAGE.replaceAll('.', '/')}/package-info.java`, ...JAVA.map(at)],
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
    sources: [SHELL],
    reach: (_folder, _options, at = here) =>
      execClient(`sh '${at(SHELL)}' {soap} {login} {password} {file} {name} {dirId}`, {
        env: { PATIENCE: '3', PART_PATIENCE: '4' },
      }),
  },
];
