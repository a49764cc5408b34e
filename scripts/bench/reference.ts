import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from './server-process.js';

// Its manifest names the jars that it needs.
const JAXWS = '/usr/share/java/jaxws-rt.jar';
const PROBE = `command -v wsimport && command -v javac && test -r ${JAXWS}`;
const JAVA_PACKAGE = 'com.pmstation.shared.soap.api';
/** Without the last one, the server of the JDK waits 40 ms for an acknowledgement in each response. */
const OPTIONS = ['-XX:+UseSerialGC', '-Dsun.net.httpserver.nodelay=true'];
const ROOT = new URL('../../../', import.meta.url);
const path = (file: string): string => fileURLToPath(new URL(file, ROOT));

/** The JAX-WS reference implementation with prebuilt results, compiled for one run of the benchmark. */
export interface Reference {
  /** Starts it with a number of items. */
  readonly command: (items: number) => Command;
  readonly remove: () => void;
}

/** Undefined where the reference implementation is not installed (Debian: jaxws, default-jdk-headless). */
export function compileReference(): Reference | undefined {
  if (spawnSync('sh', ['-c', PROBE]).status !== 0) {
    process.stderr.write('The reference implementation is not installed: jaxws, default-jdk-headless.\n');
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), '4shared-testkit-beans-'));
  const remove = (): void => rmSync(folder, { recursive: true });
  const run = (program: string, ...args: readonly string[]): void => {
    execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  };
  run('wsimport', '-quiet', '-Xnocompile', '-s', folder, '-p', JAVA_PACKAGE, path('wsdl/jax3.wsdl'));
  const sources = [
    join(folder, ...JAVA_PACKAGE.split('.'), 'package-info.java'),
    path('scripts/bench/reference/Beans.java'),
  ];
  run('javac', '-encoding', 'UTF-8', '-cp', JAXWS, '-sourcepath', folder, '-d', folder, ...sources);
  return {
    command: (items) => ['java', ...OPTIONS, '-cp', `${folder}:${JAXWS}`, 'Beans', String(items)],
    remove,
  };
}
