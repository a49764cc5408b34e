import { FixtureError } from '../errors.js';

/** A program for users' computers. */
export interface Tool {
  readonly name: string;
  /** The present version for each platform. */
  readonly versions: Readonly<Record<string, string>>;
}

/** One program for one platform. */
export interface ToolRelease {
  readonly name: string;
  readonly platform: string;
  readonly version: string;
}

/** The real list is not known: names, platforms and versions are made up. */
export const TOOLS: readonly Tool[] = [
  { name: 'Desktop', versions: { windows: '3.2.1', mac: '1.4.0', linux: '1.0.2' } },
  { name: 'Sync', versions: { windows: '1.1.8', mac: '1.1.5' } },
  { name: 'Uploader', versions: { windows: '2.0.7' } },
];

/** Names that fit into a path, once encoded. */
const NAME = /^[\p{L}\p{N}][^\p{Cc}\p{Surrogate}/\\]*$/u;

/** The programs that can be downloaded. Names and platforms are compared without regard to case (assumption). */
export class Tools {
  readonly #releases = new Map<string, ToolRelease>();
  readonly names: readonly string[];

  /** @throws FixtureError with the path `tools[...]` */
  constructor(tools: readonly Tool[]) {
    this.names = tools.map(({ name }) => name);
    for (const [index, { name, versions }] of tools.entries()) {
      const path = `tools[${index}]`;
      refuseOddName(name, `${path}.name`);
      if (tools.findIndex((other) => other.name.toLowerCase() === name.toLowerCase()) < index) {
        throw new FixtureError(`${path}.name`, `is "${name}", which is there already; case does not count`);
      }
      for (const [platform, version] of Object.entries(versions)) {
        refuseOddName(platform, `${path}.versions.${platform}`);
        this.#releases.set(key(name, platform), { name, platform, version });
      }
    }
  }

  /** Undefined if there is no such program for this platform. */
  release(name: string, platform: string): ToolRelease | undefined {
    return this.#releases.get(key(name, platform));
  }
}

/** No name has a slash in it. */
const key = (name: string, platform: string): string => `${name}/${platform}`.toLowerCase();

function refuseOddName(name: string, path: string): void {
  if (NAME.test(name)) return;
  throw new FixtureError(path, `is "${name}", but must begin with a letter or digit and have no slash in it`);
}
