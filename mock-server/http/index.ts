/** The service whatever carries it: `answerRequest` takes a request of any carrier. */

export type { Deliver, Fate, HttpAnswer } from './answer.js';
export { answerRequest } from './answer-request.js';
export { assembleService } from './assemble.js';
export { type Fields, type FormFile, type FormReader, mistakeInFile, withoutFolders } from './form.js';
export { htmlPage } from './pages/pages.js';
export { PlainRequest } from './plain-request.js';
export type { PublicAddress } from './public-base.js';
export { recordRefusal } from './refused-request.js';
export type { BodySink, Cut, HttpRequest } from './request.js';
export type { RequestHeaders } from './request-headers.js';
export { endEntry, jsonLog, type LogEntry, type LogSink, prettyLog } from './request-log.js';
export type { Service, ServiceDocuments } from './service.js';
