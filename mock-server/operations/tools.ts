import { type Handlers, notYet } from './handler.js';

/** The desktop programs, and the rest. */
export const tools = {
  run: notYet('run'),
  getToolList: notYet('getToolList'),
  getToolUrl: notYet('getToolUrl'),
  getToolVersion: notYet('getToolVersion'),
  getCurrentUploaderVersion: notYet('getCurrentUploaderVersion'),
  uploaderLoggedIn: notYet('uploaderLoggedIn'),
  downloadFinished: notYet('downloadFinished'),
  reportAbuse: notYet('reportAbuse'),
} satisfies Partial<Handlers>;
