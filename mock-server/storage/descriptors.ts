import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { StorageUnavailable } from './errors.js';

/** The widest part of the server opens 36 files at a time while Node loads it. */
const NEEDED = 40;

/**
 * Makes sure that enough file descriptors are left to load a part of the server.
 * @throws StorageUnavailable
 */
export function checkDescriptors(): void {
  const opened: number[] = [];
  try {
    while (opened.length < NEEDED) opened.push(openSync(devNull, 'r'));
  } catch (error) {
    throw new StorageUnavailable(error);
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
}
