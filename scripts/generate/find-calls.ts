/** What takes the name of a function, perhaps behind other arguments, and calls it. */
const CALLERS = 'call|callAs|as|ask|calls|expectFault|envelope|rawEnvelope';

/** `call('name'`, `caller.as(who, 'name'`, `callAs(as('other'), 'name'`: the first text that is an argument itself. */
const BY_TEXT = new RegExp(`\\b(?:${CALLERS})\\((?:[^'"\`();]|\\([^()]*\\))*'(\\w+)'`, 'g');

/** A method of a SOAP client. */
const BY_METHOD = /\b(?:service|client|port)\.(\w+?)(?:Async)?\(/g;

const TEXT_OR_COMMENT =
  /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/.*$/gm;

/** The names that a piece of TypeScript calls something by. Comments, and names that are only mentioned, do not count. */
export function calledNames(source: string): Set<string> {
  const code = source.replace(TEXT_OR_COMMENT, (_, text: string | undefined) => text ?? '');
  const calls = [...code.matchAll(BY_TEXT), ...code.matchAll(BY_METHOD)];
  return new Set(calls.map(([, name = '']) => name));
}
