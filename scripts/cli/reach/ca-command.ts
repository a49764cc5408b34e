import type { Command } from 'commander';
import { newCommand } from '../command.js';
import { CA_FOLDER, notEmpty } from '../option-values.js';
import type { CaOptions } from './ca.js';

/** The `ca` command. */
export const caCommand = (): Command =>
  newCommand('ca', {
    about: 'Show the certificate authority that the https addresses of the fake need, and export it.',
    examples: ['% ca', '% ca --pem ca.pem', '% ca --p12 truststore.p12', '% ca --renew'],
    options: {
      'Authority:': {
        '--ca-folder <folder>': CA_FOLDER,
        '--pem <file>': {
          about: 'write the certificate to a PEM file; - is the standard output',
          read: notEmpty,
        },
        '--p12 <file>': {
          about: 'write a trust store for Java (PKCS #12, password: changeit)',
          read: notEmpty,
        },
        '--renew': { about: 'replace the authority by a new one; clients must trust that one then' },
      },
    },
    notes: `Each user has one authority: made once, valid for 90 days, replaced when it has run out. It is good for
4shared.com, localhost and private addresses only. Let the programs under test trust it, and not the whole system.`,
    exitCodes: { 0: 'success', 1: 'a file or folder cannot be read or written, or the command is wrong' },
  }).action(async (options: CaOptions) => {
    const { showAuthority } = await import('./ca.js');
    process.exitCode = await showAuthority(options);
  });
