/**
 * Address of a file that the package has beside its code. This file and each file of the bundle lie one folder below the
 * top.
 * @param path from the folder that has `mock-server/`, such as `wsdl/jax3.wsdl`
 */
export const asset = (path: string): URL => new URL(`../${path}`, import.meta.url);
