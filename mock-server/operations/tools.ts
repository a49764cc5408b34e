import { LONGEST, toolLink, UnknownCommand } from '../world/index.js';
import { type Handlers, signedIn } from './handler.js';

/** The programs for users' computers, and the rest. Nearly all of it is inferred from signatures. */
export const tools = {
  ...signedIn({
    /** No command is known (assumption). */
    run: ({ world }) => {
      if (world.assume['run-command'] === 'fault') throw new UnknownCommand();
      return '';
    },
    /** True for right credentials and a fault for wrong ones; false for texts that are too long to be kept (assumption). */
    uploaderLoggedIn: ({ account }, { uploaderVersion, operatingSystem }) => {
      if (Math.max(uploaderVersion.length, operatingSystem.length) > LONGEST.uploader) return false;
      account.uploader = { version: uploaderVersion, system: operatingSystem };
      return true;
    },
    /** Raises the download count of the item if reports count (assumption). */
    downloadFinished: ({ world, account }, { fileId }) => {
      world.countDownload(world.access.file(account, fileId, 'view'), 'reported');
      return undefined;
    },
    /** Empty, or why the report was refused (assumption). */
    reportAbuse: ({ world, account }, { isDirectory, link, reason, name, company, email, phone, message }) =>
      world.abuse.report(account, { isDirectory, link, reason, name, company, email, phone, message }),
  }),
  getToolList: ({ world }) => world.tools.names,
  /** Empty for an unknown program or platform (assumption). */
  getToolUrl: ({ world, base }, { toolName, platform }) => {
    const release = world.tools.release(toolName, platform);
    return release ? toolLink(base, release) : '';
  },
  getToolVersion: ({ world }, { toolName, platform }) =>
    world.tools.release(toolName, platform)?.version ?? '',
  getCurrentUploaderVersion: ({ world }) => world.assume['uploader-version'],
} satisfies Partial<Handlers>;
