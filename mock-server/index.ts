import type { Express } from 'express';
import { controlOf, type Fake } from './fake.js';
import { guardedNamespace, readFakeOptions } from './given-options.js';
import { createServiceApp } from './node/app.js';
import { createService } from './node/create-service.js';
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
  /** The whole service as an Express app, for supertest or for mounting. */
  readonly app: Express;
}

/**
 * A fake as an Express app, with its controls. Bytes are in memory by default.
 *
 * @throws OptionsError for a wrong option, FixtureError for a wrong fixture
 */
export function createFake(options: FakeOptions = {}): FakeApp {
  return fakeOf(readFakeOptions('createFake', options));
}

function fakeOf(options: CheckedOptions): FakeApp {
  const service = createService(options, 'memory');
  const fake = controlOf(service, { handOut: guardedNamespace });
  return Object.assign(fake, {
    app: createServiceApp(service),
  });
}

/**
 * The Express app alone. Its control API controls it, as an app has no end that could be awaited.
 *
 * @throws OptionsError for a wrong option, FixtureError for a wrong fixture
 */
export function createApp(options: FakeOptions = {}): Express {
  return fakeOf(readFakeOptions('createApp', options)).app;
}
