import type { SHELL_NAMES } from './shell-names.js';
import { trustFiles } from './trust-files.js';
import { proxyVariables, type Variables } from './variables.js';

type Shell = (typeof SHELL_NAMES)[number];

/** The command-line options of `env`. */
export interface EnvOptions {
  readonly host: string;
  readonly port: number;
  readonly namespace?: string;
  readonly caFolder?: string;
  readonly shell: Shell;
}

interface Syntax {
  readonly set: (name: string, value: string) => string;
  readonly unset: (name: string) => string;
}

const SYNTAXES: Readonly<Record<Shell, Syntax>> = {
  sh: {
    set: (name, value) => `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'`,
    unset: (name) => `unset ${name}`,
  },
  fish: {
    set: (name, value) => `set -gx ${name} '${value.replace(/[\\']/g, String.raw`\$&`)}'`,
    unset: (name) => `set -e ${name}`,
  },
  powershell: {
    set: (name, value) => `$env:${name} = '${value.replaceAll("'", "''")}'`,
    unset: (name) => `Remove-Item -ErrorAction Ignore Env:${name}`,
  },
  // Docker and compose take what is behind the equals sign as it is.
  dotenv: { set: (name, value) => `${name}=${value}`, unset: (name) => `${name}=` },
};

/** Variables as lines of a shell. */
export function linesOf(variables: Variables, shell: Shell): string {
  const { set, unset } = SYNTAXES[shell];
  return Object.entries(variables)
    .map(([name, value]) => `${value === undefined ? unset(name) : set(name, value)}\n`)
    .join('');
}

/** Prints the variables. @returns the exit code */
export async function printEnvironment({ shell, caFolder, ...fake }: EnvOptions): Promise<number> {
  try {
    process.stdout.write(linesOf(proxyVariables(fake, await trustFiles(caFolder)), shell));
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}
