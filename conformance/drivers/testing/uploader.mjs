// What an exec client may be like: its first argument says how it ends, the others are printed.

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

const [how, ...rest] = process.argv.slice(2);
const ENDS = {
  well: () => {},
  tells: () => {
    console.log(JSON.stringify(rest));
    process.exitCode = 1;
  },
  names: () => {
    console.log(JSON.stringify({ name: basename(rest[0]), text: readFileSync(rest[0], 'utf8') }));
    process.exitCode = 1;
  },
  fails: () => {
    console.log('to be ignored');
    for (let line = 1; line <= 12; line++) console.error(`line ${line}`);
    process.exitCode = 3;
  },
  'fails like a shell': () => process.exit(139),
  killed: () => process.kill(process.pid, 'SIGKILL'),
  hangs: () => {
    console.error(process.pid);
    process.on('SIGTERM', () => {});
    setInterval(() => {}, 1000);
  },
  reads: () => process.stdin.resume().on('end', () => process.exit(7)),
};
ENDS[how]();
