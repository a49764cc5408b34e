/** The service over HTTP: `serveRequest` serves a request of any carrier. */

export { assembleService } from './assemble.js';
export { type Fields, type FormFile, type FormReader, mistakeInFile, withoutFolders } from './form.js';
export { hostNames, ownHost, ownHostOf, ownHosts, type ServicePart } from './hosts.js';
export { htmlPage } from './pages/pages.js';
export { PlainRequest } from './plain-request.js';
export type { PublicAddress } from './public-base.js';
export { recordRefusal } from './refused-request.js';
export type { BodySink, Cut, HttpRequest, RequestHeaders } from './request.js';
export { endEntry, jsonLog, type LogEntry, type LogSink, prettyLog } from './request-log.js';
export type { Deliver, Fate, HttpResponse } from './response.js';
export { serveRequest } from './serve-request.js';
export type { PageFile, Service, ServiceDocuments } from './service.js';
