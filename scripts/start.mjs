import { build, install, root } from './prepare.mjs';

// `npm start`: installs and builds if needed, then runs the server in this process.
install();
build();

process.argv.splice(2, 0, 'serve');
await import(new URL('dist/bundle/cli.js', `file://${root}`));
