import type { Express } from 'express';
import { controlOf, type Fake } from './fake.js';
import { guardedNamespace, readFakeOptions } from './given-options.js';
import { createServiceApp } from './node/app.js';
import { createService } from './node/options.js';
import type { CheckedOptions, FakeOptions } from './options.js';

export type { Version } from '../wsdl/contract.js';
export type { Act, ArmedRules, Rule, RuleInput, RuleReport } from './edge-cases/index.js';
export type { Fake } from './fake.js';
export type { FixtureInput } from './fixture/given-fixture.js';
export type { LogEntry, LogSink } from './http/index.js';
export type {
  Journal,
  JournalEntry,
  Json,
  Match,
  Query,
  Verification,
  VerificationResult,
} from './journal/index.js';
export type {
  AccountChanges,
  AccountReport,
  Clock,
  HeldExchange,
  Holds,
  NamespaceView as Namespace,
  SnapshotInfo,
  Snapshots,
} from './namespaces/index.js';
export { type FourSharedFake, startFourShared } from './node/start.js';
export type { FakeOptions, StartOptions } from './options.js';
export { OptionsError } from './schemas/read-options.js';
export {
  type AccountView,
  type FileNode,
  type Fixture,
  FixtureError,
  type FolderNode,
  type TreeNode,
  type UnfinishedUpload,
  type WorldView,
} from './world/index.js';

/** A fake without a port. */
export interface FakeApp extends Fake {
  /** The whole service as an Express app, for supertest or to be mounted. */
  readonly app: Express;
}

/**
 * A fake as an Express app, together with what controls it. Contents are kept in memory unless told otherwise.
 *
 * @throws OptionsError when an option is wrong, FixtureError when the fixture is or contradicts itself
 */
export function createFake(options: FakeOptions = {}): FakeApp {
  return fakeOf(readFakeOptions('createFake', options));
}

function fakeOf(options: CheckedOptions): FakeApp {
  const service = createService(options, 'memory');
  const fake = controlOf(service, service.namespaces.main.fixture, { handOut: guardedNamespace });
  return Object.assign(fake, {
    app: createServiceApp(service),
  });
}

/**
 * The Express app alone, to be controlled over its control API: an app has no moment at which it ends.
 *
 * @throws OptionsError when an option is wrong, FixtureError when the fixture is or contradicts itself
 */
export function createApp(options: FakeOptions = {}): Express {
  return fakeOf(readFakeOptions('createApp', options)).app;
}
