import { build, install, root } from './prepare.mjs';

// `npm start`: everything needed on a fresh clone, then the server in this very process.
install();
build();

process.argv.splice(2, 0, 'serve');
await import(new URL('dist/scripts/cli/cli.js', `file://${root}`));
