type Job = () => void;

let jobs: Job[] = [];
/** Work for the end of the current jobs; undefined if no job runs. */
let rests: Job[] | undefined;

/**
 * Runs a job at the end of the current turn of the event loop, together with the others of this turn: first all jobs,
 * then their `afterJobs`. Between two system calls the code of a job leaves the processor's caches; running calls one
 * by one as they arrive takes nearly twice the time. A job must not throw.
 */
export function atTurnsEnd(job: Job): void {
  if (jobs.length === 0) setImmediate(runJobs);
  jobs.push(job);
}

/** Runs the rest of a job, such as sending a response, when all jobs of the turn are done; at once if none runs. */
export function afterJobs(rest: Job): void {
  if (rests) rests.push(rest);
  else rest();
}

function runJobs(): void {
  const mine = jobs;
  jobs = [];
  const later: Job[] = [];
  rests = later;
  try {
    for (const job of mine) job();
  } finally {
    // An error here ends the process, unless it is caught: then later responses must still be sent.
    rests = undefined;
    for (const rest of later) rest();
  }
}
