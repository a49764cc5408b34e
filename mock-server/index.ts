import type { Express } from 'express';
import { createServiceApp } from './http/app.js';
import { createService, type FourSharedOptions } from './options.js';

export type { Version } from '../wsdl/contract.js';
export type { LogEntry, LogSink } from './http/request-log.js';
export type { JournalEntry } from './journal/journal-entry.js';
export type { FourSharedOptions } from './options.js';
export { type FourShared, type StartOptions, startFourShared } from './start.js';
export type { Fixture } from './world/fixture.js';
export type { World } from './world/world.js';

/**
 * The whole service as an Express app, for supertest or to be mounted. Contents are kept in memory unless told
 * otherwise, since an app has no moment at which it ends.
 *
 * @throws FixtureError when the fixture contradicts itself
 */
export function createApp(options: FourSharedOptions = {}): Express {
  return createServiceApp(createService(options, 'memory'));
}
