/** Helpers that take the name of an operation, perhaps after other arguments, and call it. */
const CALLERS = 'call|callAs|as|ask|calls|expectFault|envelope|rawEnvelope';

/** `call('name'`, `caller.as(who, 'name'`, `callAs(as('other'), 'name'`: the first argument that is a text. */
const BY_TEXT = new RegExp(`\\b(?:${CALLERS})\\((?:[^'"\`();]|\\([^()]*\\))*'(\\w+)'`, 'g');

/** A method of a SOAP client. */
const BY_METHOD = /\b(?:service|client|port)\.(\w+?)(?:Async)?\(/g;

const TEXT_OR_COMMENT =
  /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/.*$/gm;

/** The names of operations that TypeScript source calls, without comments and without names that it only mentions. */
export function calledNames(source: string): Set<string> {
  const code = source.replace(TEXT_OR_COMMENT, (_, text: string | undefined) => text ?? '');
  const calls = [...code.matchAll(BY_TEXT), ...code.matchAll(BY_METHOD)];
  return new Set(calls.map(([, name = '']) => name));
}
