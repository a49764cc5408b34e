import * as v from 'valibot';
import type { ArmedRules } from './edge-cases/index.js';
import { readRules } from './edge-cases/rule-schema.js';
import { givenAccount, givenFile, givenFixture, givenFolder } from './fixture/given-fixture.js';
import { guard } from './guard.js';
import type { Journal } from './journal/index.js';
import { readMatch, readQuery, readVerification } from './journal/query/read-query.js';
import type { Clock, Holds, Namespace, Snapshots } from './namespaces/index.js';
import {
  accountChanges,
  count,
  FAR,
  journalSettings,
  milliseconds,
  name,
} from './namespaces/input-schemas.js';
import { strictTable } from './schemas/input-schemas.js';
import { whole } from './schemas/numbers.js';
import { readOptions } from './schemas/read-options.js';
import { moment } from './schemas/time-schema.js';
import { isTime, type World } from './world/index.js';

// Arguments from tests in the same process are checked here, by the schemas of the control API, and nowhere else.

const one = <const Schema extends v.GenericSchema<unknown, unknown>>(
  called: string,
  argument: string,
  schema: Schema,
  given: unknown,
): v.InferOutput<Schema> => {
  const table = v.object({ [argument]: schema });
  return (readOptions(called, table, { [argument]: given }) as Record<string, v.InferOutput<Schema>>)[
    argument
  ];
};

const text = v.string('must be a text');
const optional = <const Schema extends v.GenericSchema<unknown, unknown>>(schema: Schema) =>
  v.optional(schema);

const viewOptions = optional(
  strictTable({
    raw: v.optional(v.boolean('must be true or false')),
    rawBytes: v.optional(v.pipe(v.number(), v.minValue(0, 'must not be negative'))),
    unreadableRaw: v.optional(v.boolean('must be true or false')),
  }),
);
const signal = optional(v.instance(AbortSignal, 'must be the signal of an AbortController'));
const seq = whole();

const guardedClock = guard<Clock>({
  freeze: (clock, time) => clock.freeze(one('clock.freeze', 'time', optional(moment), time)),
  set: (clock, time) => clock.set(one('clock.set', 'time', moment, time)),
  advance: (clock, ms) => {
    const within = v.check((by: number) => isTime(clock.now() + by), FAR);
    clock.advance(one('clock.advance', 'ms', v.pipe(milliseconds, within), ms));
  },
});

const guardedRules = guard<ArmedRules>({
  get: (rules, id) => rules.get(one('rules.get', 'id', text, id)),
  disarm: (rules, id) => rules.disarm(one('rules.disarm', 'id', text, id)),
});

const guardedHolds = guard<Holds>({
  list: (holds, held) => holds.list(one('holds.list', 'name', optional(text), held)),
  release: (holds, held, most) =>
    holds.release(
      one('holds.release', 'name', text, held),
      one('holds.release', 'count', optional(count), most),
    ),
  arrived: (holds, held, wanted, end) =>
    holds.arrived(
      one('holds.arrived', 'name', text, held),
      one('holds.arrived', 'count', optional(count), wanted),
      one('holds.arrived', 'signal', signal, end),
    ),
});

const guardedJournal = guard<Journal>({
  entries: (journal, query, options) =>
    journal.entries(readQuery(query ?? {}), readOptions('journal.entries', viewOptions, options)),
  views: (journal, query, options) =>
    journal.views(readQuery(query ?? {}), readOptions('journal.views', viewOptions, options)),
  entry: (journal, number, options) =>
    journal.entry(
      one('journal.entry', 'seq', seq, number),
      readOptions('journal.entry', viewOptions, options),
    ),
  setLimits: (journal, limits) =>
    journal.setLimits(readOptions('journal.setLimits', journalSettings, limits)),
  count: (journal, match) => journal.count(readMatch(match ?? {})),
  find: (journal, query) => journal.find(readQuery(query ?? {})),
  verify: (journal, verification) => journal.verify(readVerification(verification)),
  nearest: (journal, match) => journal.nearest(readMatch(match)),
});

const guardedSnapshots = guard<Snapshots>({
  save: async (snapshots, of) => snapshots.save(one('snapshots.save', 'name', name, of)),
  restore: async (snapshots, of) => snapshots.restore(one('snapshots.restore', 'name', text, of)),
  drop: async (snapshots, of) => snapshots.drop(one('snapshots.drop', 'name', text, of)),
  export: async (snapshots, of) => snapshots.export(one('snapshots.export', 'name', text, of)),
  import: async (snapshots, of, parsed) =>
    snapshots.import(one('snapshots.import', 'name', name, of), parsed),
});

/** A world that checks its arguments. */
const guardedWorld = guard<World>({
  addAccount: (world, account) => world.addAccount(givenAccount(account)),
  addFolder: (world, parent, folder) => world.addFolder(parent, givenFolder(folder)),
  addFile: (world, parent, file) => world.addFile(parent, givenFile(file)),
  account: (world, login) => world.account(one('world.account', 'login', text, login)),
  find: (world, login, path) =>
    world.find(one('world.find', 'login', text, login), one('world.find', 'path', text, path)),
});

/** A namespace that checks its arguments, and acts in the same turn where it can. */
export const guardedNamespace = guard<Namespace>(
  {
    arm: async (namespace, ...rules) => namespace.armRead(readRules(rules)),
    addAccount: (namespace, account) => namespace.addAccount(givenAccount(account)),
    account: (namespace, login) => namespace.account(one('account', 'login', text, login)),
    changeAccount: (namespace, login, changes) =>
      namespace.changeAccount(
        one('changeAccount', 'login', text, login),
        readOptions('changeAccount', accountChanges, changes),
      ),
    load: async (namespace, fixture) => namespace.load(givenFixture(fixture)),
    reset: async (namespace, fixture) =>
      namespace.reset(fixture === undefined ? undefined : givenFixture(fixture)),
  },
  {
    clock: guardedClock,
    rules: guardedRules,
    holds: guardedHolds,
    journal: guardedJournal,
    snapshots: guardedSnapshots,
    world: guardedWorld,
  },
);
