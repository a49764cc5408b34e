import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IMAGE, RECIPES } from './recipes.js';

// Stand-ins for testcontainers: they print how the recipe starts the container, and give it an address.

const JAVA = {
  'org/testcontainers/containers/GenericContainer.java': `package org.testcontainers.containers;
import org.testcontainers.containers.wait.strategy.*;
import org.testcontainers.utility.DockerImageName;
public class GenericContainer<SELF extends GenericContainer<SELF>> implements AutoCloseable {
  public GenericContainer(DockerImageName image) { System.out.println(image.name); }
  @SuppressWarnings("unchecked") SELF self() { return (SELF) this; }
  public SELF withExposedPorts(Integer... ports) { System.out.println(ports[0]); return self(); }
  public SELF waitingFor(WaitStrategy strategy) { System.out.println(strategy.matches("4shared-testkit ${IMAGE.ready} http://x\\n")); return self(); }
  public void start() { System.out.println("start"); }
  public String getHost() { return "localhost"; }
  public Integer getMappedPort(int port) { return 49153; }
  @Override public void close() { System.out.println("stop"); }
}`,
  'org/testcontainers/containers/wait/strategy/WaitStrategy.java':
    'package org.testcontainers.containers.wait.strategy; public interface WaitStrategy { boolean matches(String line); }',
  'org/testcontainers/containers/wait/strategy/Wait.java':
    'package org.testcontainers.containers.wait.strategy; public class Wait { public static WaitStrategy forLogMessage(String regex, int times) { return line -> line.matches("(?s)" + regex); } }',
  'org/testcontainers/utility/DockerImageName.java':
    'package org.testcontainers.utility; public class DockerImageName { public final String name; DockerImageName(String name) { this.name = name; } public static DockerImageName parse(String name) { return new DockerImageName(name); } }',
};

const PYTHON = {
  'testcontainers/core/container.py': `class DockerContainer:
    def __init__(self, image): print(image)
    def with_exposed_ports(self, port): print(port); return self
    def __enter__(self): return self
    def __exit__(self, *_): print("stop")
    def get_container_host_ip(self): return "localhost"
    def get_exposed_port(self, port): return 49153
`,
  'testcontainers/core/waiting_utils.py': `import re
def wait_for_logs(container, text):
    print("true" if re.search(text, "4shared-testkit ${IMAGE.ready} http://x") else "false"); print("start")
`,
};

const NODE = {
  'node_modules/testcontainers/package.json': '{"type": "module", "exports": "./index.js"}',
  'node_modules/testcontainers/index.js': `export const Wait = { forLogMessage: (text) => '4shared-testkit ${IMAGE.ready} http://x'.includes(text) };
export class GenericContainer {
  constructor(image) { console.log(image); }
  withExposedPorts(port) { console.log(port); return this; }
  withWaitStrategy(waits) { console.log(waits); return this; }
  async start() { console.log('start'); return { getHost: () => 'localhost', getMappedPort: () => 49153, stop: async () => console.log('stop') }; }
}
`,
};

const PRINTED = [
  IMAGE.name,
  String(IMAGE.port),
  'true',
  'start',
  'http://localhost:49153/jax3/DesktopApp?wsdl',
  'stop',
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'recipes-test-'));
  for (const [path, text] of Object.entries({ ...JAVA, ...PYTHON, ...NODE })) save(path, text);
});
afterAll(() => rmSync(folder, { recursive: true }));

function save(path: string, text: string): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

async function lines(program: string, ...args: readonly string[]): Promise<readonly string[]> {
  return (await promisify(execFile)(program, args, { cwd: folder })).stdout.trim().split('\n');
}

const code = (language: string): string => `${RECIPES[language]?.code}\n`;
const missing = (program: string): boolean => spawnSync(program, ['--help']).error !== undefined;
const titled = (language: string, program: string): string =>
  `${language}${missing(program) ? `: skipped, install ${program}` : ''}`;

test('Node', async () => {
  expect(await lines(process.execPath, save('recipe.mjs', code('js')))).toEqual(PRINTED);
});

test.skipIf(missing('python3'))(titled('Python', 'python3'), async () => {
  expect(await lines('python3', save('recipe.py', code('python')))).toEqual(PRINTED);
});

test.skipIf(missing('javac'))(titled('Java', 'javac'), async () => {
  const sources = Object.keys(JAVA);
  save('Recipe.java', code('java'));
  await promisify(execFile)('javac', ['-d', 'classes', 'Recipe.java', ...sources], { cwd: folder });
  expect(await lines('java', '-cp', 'classes', 'Recipe')).toEqual(PRINTED);
});

test.skipIf(missing('gofmt'))(titled('Go', 'gofmt'), async () => {
  const { stdout } = await promisify(execFile)('gofmt', [save('recipe.go', code('go'))]);
  expect(stdout).toBe(code('go'));
});
