import { type Command, InvalidArgumentError, type Option } from 'commander';

/** The variable of an option: `FOURSHARED_MAX_BODY` for `--max-body`. */
export const variableOf = (flags: string): string =>
  `FOURSHARED_${(/--([\w-]+)/.exec(flags)?.[1] ?? '').toUpperCase().replaceAll('-', '_')}`;

/** An environment variable that sets an option. */
export interface Variable {
  readonly name: string;
  readonly option: Option;
  /** Whether it may have several values, separated by semicolons. */
  readonly isRepeatable: boolean;
}

/**
 * Sets options from their variables, unless the command line has them. An empty variable counts as unset, as compose
 * files and CI services pass those on. A mistake ends the command and names the variable.
 */
export function readEnvironment(command: Command, variables: readonly Variable[]): void {
  for (const variable of variables) {
    const { name, option } = variable;
    const text = process.env[name];
    const key = option.attributeName();
    const source = command.getOptionValueSource(key);
    if (text === undefined || text === '' || (source !== undefined && source !== 'default')) continue;
    try {
      const value = option.required ? valueIn(variable, text) : switchIn(option, text);
      if (value !== undefined) command.setOptionValueWithSource(key, value, 'env');
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      const { message, code, exitCode } = error;
      command.error(`error: environment variable ${name} '${text}' is invalid. ${message}`, {
        code,
        exitCode,
      });
    }
  }
}

/** Hosts, origins, assumptions and most paths contain no semicolon. */
function valueIn({ option: { parseArg: read }, isRepeatable }: Variable, text: string): unknown {
  if (!isRepeatable) return read ? read(text, undefined) : text;
  const texts = text.split(';').map((each) => each.trim());
  return read ? texts.reduce<unknown>((former, each) => read(each, former), undefined) : texts;
}

const SWITCHES: Readonly<Record<string, boolean>> = { true: true, '1': true, false: false, '0': false };

/** @returns undefined for an option that is not set */
function switchIn({ negate }: Option, text: string): boolean | undefined {
  const isSet = SWITCHES[text.toLowerCase()];
  if (isSet === undefined) throw new InvalidArgumentError('It must be true, false, 1 or 0.');
  return isSet ? !negate : undefined;
}

/** An option as its user gave it, for error texts: `--port`, or `FOURSHARED_PORT` if the environment set it. */
export function givenAs(command: Command, key: string): string {
  const option = command.options.find((each) => each.attributeName() === key);
  const flag = option?.long ?? `--${key}`;
  return command.getOptionValueSource(key) === 'env' ? variableOf(flag) : flag;
}
