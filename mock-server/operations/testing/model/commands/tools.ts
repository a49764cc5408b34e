import { expect } from 'vitest';
import { aFileId, aFlag, aLink, aPlatform, aText, aTool } from '../choices.js';
import { calls } from '../command.js';
import { type Expected, faults, returns } from '../expected.js';
import { NO_FILE } from '../faults.js';

/** Only the first of the tools is sure to be there for every platform. */
const known = (tool: string, pattern: RegExp): Expected<'getToolUrl' | 'getToolVersion'> =>
  tool === 'Desktop' ? { answers: (text) => expect(text).toMatch(pattern) } : returns('');

export const tools = [
  calls('run', { command: aText, parameters: aText }, () => faults(/./)),
  calls('getToolList', {}, () => ({ answers: (names) => expect(names).toContain('Desktop') })),
  calls('getToolUrl', { toolName: aTool, platform: aPlatform }, (_, __, { toolName }) =>
    known(toolName, /^http/),
  ),
  calls('getToolVersion', { toolName: aTool, platform: aPlatform }, (_, __, { toolName }) =>
    known(toolName, /^\d/),
  ),
  calls('getCurrentUploaderVersion', {}, () => returns(1n)),
  calls('uploaderLoggedIn', { uploaderVersion: aText, operatingSystem: aText }, () => returns(true)),
  calls('downloadFinished', { fileId: aFileId }, (model, me, { fileId }) => {
    const file = model.file(me, fileId);
    if (!file) return faults(NO_FILE);
    file.downloads += 1;
    return returns(undefined);
  }),
  calls(
    'reportAbuse',
    {
      ...{ isDirectory: aFlag, link: aLink, reason: aText, name: aText, company: aText },
      ...{ email: aText, phone: aText, message: aText },
    },
    (model, _, { link, isDirectory }) => {
      const node = model.linked(link);
      if (node && (node.kind === 'folder') === isDirectory) return returns('');
      return { answers: (complaint) => expect(complaint).not.toBe('') };
    },
  ),
];
