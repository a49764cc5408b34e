export { checkAdapter, checkCommand } from './doctor.js';
export type { Finding } from './finding.js';
