/** The version in package.json, as a constant for platforms without files. */
export const VERSION = '0.1.0';
