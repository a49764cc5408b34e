import { build, install, root } from './prepare.mjs';

// `npm start`: everything needed on a fresh clone, then the server in this very process.
install();
build();

// npm passes a signal on to the shell between us, and some shells end without passing it further. Then this process
// has another parent all of a sudden, which is all that it can see of the signal.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 100).unref();

process.argv.splice(2, 0, 'serve');
await import(new URL('dist/scripts/cli.js', `file://${root}`));
