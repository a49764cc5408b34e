import type { FormReader } from '../http/index.js';
import { latePart } from '../late-parts.js';

const reader = latePart(() => import('./read-with-multer.js'));

/** Reads forms in Node. multer is loaded with the first one. */
export const readForm: FormReader = async (...form) => (await reader()).readWithMulter(...form);
