/** What is left to do once the work of a job is done, such as to send an answer. */
export type Rest = () => void;

let jobs: (() => Rest | undefined)[] = [];

/**
 * Does a job at the end of the present turn of the event loop, together with the others of this turn: first the work of
 * all, then the rest of all. Between two system calls the code of a job is out of the processor's caches, so that
 * doing calls one by one as they arrive takes nearly twice the time. Jobs must not throw.
 */
export function atTurnsEnd(job: () => Rest | undefined): void {
  if (jobs.length === 0) setImmediate(runJobs);
  jobs.push(job);
}

function runJobs(): void {
  const mine = jobs;
  jobs = [];
  for (const rest of mine.map((job) => job())) rest?.();
}
