/** Of this package: what package.json says, as a constant for where no file can be read. */
export const VERSION = '0.1.0';
