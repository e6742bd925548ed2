// Runs jobs in parallel within the available cores. Node built-ins only: used before `npm ci` has run.

/**
 * @typedef {object} Job
 * @property {string} name unique in the run
 * @property {readonly string[]} after names of jobs that must have succeeded before; names that are not in the run are ignored
 * @property {number} seconds how long it takes alone, as measured; sets the order and the forecast
 * @property {number} cores how many cores it keeps busy on average, as measured
 * @property {boolean} [fills] whether it comes after all others: it starts only in a gap that no other job fits
 */

/**
 * Runs every job as soon as the jobs before it have succeeded and enough of the cores is free. Of several, the one with the
 * longest chain behind it starts first, so that the lanes end at about the same time; jobs that fill gaps come after all
 * others. A job whose predecessor failed is not run.
 * @template {Job} J
 * @param {readonly J[]} jobs
 * @param {number} cores
 * @param {object} actions
 * @param {(job: J) => Promise<boolean>} actions.run resolves with whether the job succeeded
 * @param {(job: J, failed: string) => void} actions.skip called for a job that is not run, with the predecessor that failed
 * @returns {Promise<void>} when all have ended
 */
export async function runJobs(jobs, cores, { run, skip }) {
  const waiting = inOrder(jobs);
  const names = new Set(jobs.map(({ name }) => name));
  /** @type {Map<string, boolean>} whether each job that has ended succeeded */
  const ended = new Map();
  /** @type {Map<J, Promise<void>>} */
  const running = new Map();
  while (waiting.length > 0 || running.size > 0) {
    for (const job of [...waiting]) {
      const failed = job.after.find((name) => ended.get(name) === false);
      if (failed === undefined) continue;
      waiting.splice(waiting.indexOf(job), 1);
      ended.set(job.name, false);
      skip(job, failed);
    }
    for (;;) {
      const job = next(waiting, [...running.keys()], cores, (name) => !names.has(name) || ended.has(name));
      if (!job) break;
      waiting.splice(waiting.indexOf(job), 1);
      const done = run(job).then((succeeded) => {
        ended.set(job.name, succeeded);
        running.delete(job);
      });
      running.set(job, done);
    }
    if (running.size > 0) await Promise.race(running.values());
    else if (
      waiting.length > 0 &&
      !waiting.some(({ after }) => after.some((name) => ended.get(name) === false))
    )
      throw new Error(`Jobs wait for each other: ${waiting.map(({ name }) => name).join(', ')}`);
  }
}

/**
 * @param {readonly Job[]} jobs
 * @param {number} cores
 * @returns {number} seconds that `runJobs` will take, if every job takes as long as measured
 */
export function forecast(jobs, cores) {
  const waiting = inOrder(jobs);
  const names = new Set(jobs.map(({ name }) => name));
  const ended = new Set();
  /** @type {{job: Job, end: number}[]} */
  let running = [];
  let now = 0;
  while (waiting.length > 0 || running.length > 0) {
    for (;;) {
      const busy = running.map(({ job }) => job);
      const job = next(waiting, busy, cores, (name) => !names.has(name) || ended.has(name));
      if (!job) break;
      waiting.splice(waiting.indexOf(job), 1);
      running.push({ job, end: now + job.seconds });
    }
    if (running.length === 0) break;
    now = Math.min(...running.map(({ end }) => end));
    for (const { job, end } of running) if (end <= now) ended.add(job.name);
    running = running.filter(({ end }) => end > now);
  }
  return now;
}

/**
 * @template {Job} J
 * @param {readonly J[]} waiting the most urgent first
 * @param {readonly J[]} running
 * @param {number} cores
 * @param {(name: string) => boolean} hasEnded
 * @returns {J | undefined} what to start now
 */
function next(waiting, running, cores, hasEnded) {
  const free = cores - running.reduce((sum, job) => sum + job.cores, 0);
  // A job that needs more cores than available runs alone.
  return waiting.find(
    (job) => job.after.every(hasEnded) && (job.cores <= free + 1e-9 || running.length === 0),
  );
}

/**
 * @template {Job} J
 * @param {readonly J[]} jobs
 * @returns {J[]} sorted by the time of the longest chain that begins with each, those that fill gaps last
 */
function inOrder(jobs) {
  /** @type {Map<Job, number>} */
  const chains = new Map();
  /** @type {(job: Job) => number} */
  const chain = (job) => {
    const known = chains.get(job);
    if (known !== undefined) return known;
    // Prevents endless recursion for a cycle, which runJobs reports.
    chains.set(job, job.seconds);
    const behind = jobs.filter(({ after }) => after.includes(job.name)).map(chain);
    const length = job.seconds + Math.max(0, ...behind);
    chains.set(job, length);
    return length;
  };
  return [...jobs].sort((a, b) => Number(a.fills ?? false) - Number(b.fills ?? false) || chain(b) - chain(a));
}
