import { cpus, totalmem } from 'node:os';
import { compareListings, comparePages, compareSmallCalls } from './calls.js';
import { compareGrowth } from './growth.js';
import { measureKit } from './kit.js';
import { measureNamespaces } from './namespaces.js';
import { measureStart } from './start.js';
import { markdownTable, type Row } from './table.js';
import { compareUploads } from './uploads.js';

// `npm run bench [-- start|calls|listing|pages|namespaces|upload|growth|kit ...]`: the figures of scripts/bench/README.md, with machine and date.

const PARTS: Readonly<Record<string, () => Promise<Row[]>>> = {
  start: () => measureStart(7),
  calls: () => compareSmallCalls(3, 3),
  listing: () => compareListings(10_000, 2, 5),
  pages: () => comparePages(1_000, 100_000, 3, 4),
  namespaces: () => measureNamespaces(1_000, 500),
  upload: () => compareUploads(32, 3),
  growth: () => compareGrowth(4_000),
  kit: measureKit,
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  process.stderr.write(
    `Unknown part ${unknown.join(', ')}. The parts are ${Object.keys(PARTS).join(', ')}.\n`,
  );
  process.exit(1);
}

const rows: Row[] = [];
for (const [name, measure] of Object.entries(PARTS)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  process.stderr.write(`${name} ...\n`);
  rows.push(...(await measure()));
}
const [cpu] = cpus();
const machine = `${cpus().length} x ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 1024 ** 3)} GiB, ${process.platform}, Node ${process.version}`;
process.stdout.write(`${machine}, ${new Date().toISOString().slice(0, 10)}\n\n${markdownTable(rows)}\n`);
