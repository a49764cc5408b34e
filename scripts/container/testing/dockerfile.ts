import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** One instruction of a Dockerfile, such as `COPY` with `. .`. */
interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** The last stage of a build: where its files are, and how its container starts. */
export interface Built {
  /** Folder that is `/` in the container. */
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string;
  readonly exposed: readonly string[];
  readonly volumes: readonly string[];
  readonly healthcheck: readonly string[];
  readonly command: readonly string[];
}

/** The instructions of a Dockerfile without line continuations and heredocs. */
export const instructionsOf = (text: string): Instruction[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', rest = ''] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
      return { name, rest };
    });

/** A command of a build that has its result already. @returns whether it took the place of the command */
export type Shortcut = (command: string, folder: string) => boolean;

interface Stage {
  readonly root: string;
  cwd: string;
  readonly env: Record<string, string>;
  user: string;
  readonly exposed: string[];
  readonly volumes: string[];
  healthcheck: readonly string[];
  entrypoint: readonly string[];
  cmd: readonly string[];
}

/**
 * Carries out a Dockerfile without a builder: each stage is a folder, each RUN a command of `sh` there.
 * @param into an empty folder for the stages
 * @throws Error for an instruction that it does not know, and when a command fails
 */
export function buildWithout(
  dockerfile: string,
  ignored: readonly string[],
  into: string,
  shortcut: Shortcut,
): Built {
  const stages = new Map<string, Stage>();
  let stage: Stage | undefined;
  for (const { name, rest } of instructionsOf(dockerfile)) {
    if (name === 'FROM') {
      stage = begin(join(into, `stage-${stages.size}`));
      stages.set(/ AS (\w+)$/.exec(rest)?.[1] ?? '', stage);
      continue;
    }
    if (!stage) throw new Error(`${name} comes before FROM`);
    carryOut(stage, { name, rest }, { stages, ignored, shortcut });
  }
  if (!stage) throw new Error('The Dockerfile has no FROM');
  const { root, env, user, exposed, volumes, healthcheck, entrypoint, cmd } = stage;
  const inside = (word: string): string => (word.startsWith('/') ? join(root, word) : word);
  return {
    ...{ root, user, exposed, volumes },
    env: Object.fromEntries(Object.entries(env).map(([key, value]) => [key, inside(value)])),
    healthcheck: healthcheck.map(inside),
    command: [...entrypoint, ...cmd].map(inside),
  };
}

function begin(root: string): Stage {
  mkdirSync(root);
  const none: readonly string[] = [];
  return {
    ...{ root, cwd: '/', env: {}, user: 'root', exposed: [], volumes: [] },
    ...{ healthcheck: none, entrypoint: none, cmd: none },
  };
}

interface Build {
  readonly stages: ReadonlyMap<string, Stage>;
  readonly ignored: readonly string[];
  readonly shortcut: Shortcut;
}

function carryOut(stage: Stage, { name, rest }: Instruction, build: Build): void {
  const here = join(stage.root, stage.cwd);
  switch (name) {
    case 'WORKDIR':
      stage.cwd = rest;
      mkdirSync(join(stage.root, rest), { recursive: true });
      return;
    case 'COPY':
      copy(rest, stage, build);
      return;
    case 'RUN':
      // A path from the root would be that of this machine.
      if (/(?:^|\s)\/\w/.test(rest)) throw new Error(`RUN has an absolute path: ${rest}`);
      if (!build.shortcut(rest, here))
        execFileSync('sh', ['-ec', rest], { cwd: here, stdio: ['ignore', 'ignore', 'inherit'] });
      return;
    case 'ENV':
      for (const pair of rest.split(' ')) {
        const [key = '', value = ''] = pair.split('=');
        stage.env[key] = value;
      }
      return;
    case 'VOLUME':
      stage.volumes.push(rest);
      return;
    case 'EXPOSE':
      stage.exposed.push(rest);
      return;
    case 'USER':
      stage.user = rest;
      return;
    case 'HEALTHCHECK':
      stage.healthcheck = JSON.parse(/ CMD (\[.*\])$/.exec(rest)?.[1] ?? '');
      return;
    case 'ENTRYPOINT':
      stage.entrypoint = JSON.parse(rest);
      return;
    case 'CMD':
      stage.cmd = JSON.parse(rest);
      return;
    default:
      throw new Error(`The test does not know the instruction ${name}: teach it`);
  }
}

function copy(rest: string, stage: Stage, { stages, ignored }: Build): void {
  const words = rest.split(' ').filter((word) => !word.startsWith('--'));
  const [, from] = /--from=(\w+)/.exec(rest) ?? [];
  const target = words.pop() ?? '';
  const to = join(stage.root, target.startsWith('/') ? target : join(stage.cwd, target));
  const source = from === undefined ? process.cwd() : stages.get(from)?.root;
  if (source === undefined) throw new Error(`There is no stage ${from}`);
  for (const word of words) {
    const path = join(source, word);
    // Not by cpSync: it rounds the times that tell the build whether a source has changed.
    if (statSync(path).isDirectory()) {
      mkdirSync(to, { recursive: true });
      for (const entry of readdirSync(path))
        if (from !== undefined || !isIgnored(entry, ignored))
          execFileSync('cp', ['-a', join(path, entry), join(to, entry)]);
    } else execFileSync('cp', ['-a', path, join(to, word)]);
  }
}

/** The patterns of a .dockerignore, each the name of an entry of the context, or an ending such as `*.log`. */
export const ignoredIn = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

const isIgnored = (name: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => (pattern.startsWith('*') ? name.endsWith(pattern.slice(1)) : name === pattern));
