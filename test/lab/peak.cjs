/** Preloaded into the tool: writes the most memory that the process ever held, in kB, into the file that PEAK_FILE names. */
const { appendFileSync, readFileSync } = require('node:fs');

process.on('exit', () => {
  const peak = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  if (process.env.PEAK_FILE) appendFileSync(process.env.PEAK_FILE, `${peak}\n`);
});
