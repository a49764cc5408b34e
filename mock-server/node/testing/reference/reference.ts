import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Debian's packages for the reference implementation and its compiler. */
export const PACKAGES = 'jaxws default-jdk-headless';

// Its manifest names the jars that it needs.
const JAXWS = '/usr/share/java/jaxws-rt.jar';
const JAVA_PACKAGE = 'com.pmstation.shared';
const VERSIONS = ['jax2', 'jax3'];
const SOURCES = fileURLToPath(new URL('.', import.meta.url));
const descriptionOf = (version: string): string =>
  fileURLToPath(new URL(`../../../../wsdl/${version}.wsdl`, import.meta.url));

const run = promisify(execFile);

/** Whether the reference implementation can be started here. */
export const hasReference = (): Promise<boolean> =>
  run('sh', ['-c', `command -v wsimport && javac --release 17 -version && test -r ${JAXWS}`]).then(
    () => true,
    () => false,
  );

/** The service on the JAX-WS reference implementation, at a port of 127.0.0.1. */
export interface Reference {
  readonly port: number;
  stop(): Promise<void>;
}

/** Generates the Java interface from the description, compiles it with the service, and starts it. Takes seconds. */
export async function startReference(): Promise<Reference> {
  const folder = await mkdtemp(join(tmpdir(), '4shared-testkit-reference-'));
  const generated = VERSIONS.map((version) =>
    run('wsimport', [
      ...['-quiet', '-Xnocompile', '-s', folder, '-p', `${JAVA_PACKAGE}.${version}`],
      descriptionOf(version),
    ]),
  );
  await Promise.all(generated);
  // The compiler finds all other classes by their names.
  const packages = VERSIONS.map((version) =>
    join(folder, ...JAVA_PACKAGE.split('.'), version, 'package-info.java'),
  );
  const paths = ['-cp', JAXWS, '-sourcepath', `${folder}:${SOURCES}`, '-d', folder];
  await run('javac', ['-encoding', 'UTF-8', ...paths, join(SOURCES, 'Reference.java'), ...packages]);
  // By default, calls by reflection fail in other words after the fifteenth one.
  const service = spawn(
    'java',
    ['-XX:+UseSerialGC', '-Dsun.reflect.noInflation=true', '-cp', `${folder}:${JAXWS}`, 'Reference'],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  );
  const ended = once(service, 'exit');
  const port = await Promise.race([
    once(service.stdout, 'data').then(([text]) => Number(text)),
    ended.then(() => Promise.reject(new Error('the reference implementation ended before it had a port'))),
  ]);
  return {
    port,
    async stop() {
      service.stdin.end();
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}
