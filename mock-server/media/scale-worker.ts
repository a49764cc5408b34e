import { parentPort, workerData } from 'node:worker_threads';
import { scalePicture } from './scale-picture.js';
import type { ScaleOrder } from './scale-thread.js';

// The script of the thread that scale-thread.ts starts.

const { bytes, limit }: ScaleOrder = workerData;
parentPort?.postMessage(await scalePicture(bytes, limit));
