/**
 * Loaded before our entries when another of our processes starts them (`node --import`), and so by every process that
 * they fork. A parent that was killed cannot tell its children; they notice that someone else adopted them.
 */

const checkEveryMs = 500;
/** Time for a database to close its files. A worker would wait here for its calls, which nobody can reach now. */
const graceMs = 2000;

const parent = process.ppid;

const timer = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(timer);
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), graceMs);
}, checkEveryMs);
timer.unref();
