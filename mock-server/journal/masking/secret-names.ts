import { OPERATIONS, type OperationName } from '../../../wsdl/contract.js';

/** What stands in place of a password. */
export const MASK = '********';

/** In arguments, results, form fields, query parameters and headers alike: `cupa` is a log-in cookie (client). */
const SECRET_NAME = /passw|pwd|passwd|secret|token|authorization|cookie|^cupa$|^userPass2$/i;

/** Whether what has this name holds a password, or what is as good as one. */
export const isSecretName = (name: string): boolean => SECRET_NAME.test(name);

/** Whether the last step of a path such as `properties.password` names a password. */
export const isSecretPath = (path: string): boolean => isSecretName(path.slice(path.lastIndexOf('.') + 1));

/**
 * On the wire arguments are called arg0, arg1 and so on: those of a function that are passwords.
 * @param hidesLogin whether the login may be one, too
 */
export function secretParts(operation: OperationName, hidesLogin: boolean): readonly string[] {
  return OPERATIONS[operation].args
    .filter(({ name }) => isSecretName(name) || (hidesLogin && name === 'login'))
    .map(({ part }) => part);
}
