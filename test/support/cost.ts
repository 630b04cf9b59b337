import process from 'node:process';

/**
 * Processor time of some work, in ms: the least of three times, because whatever else the machine does (a collection of garbage, a compilation)
 * can only add to it. Unlike the time on the wall it does not grow with the load of other processes.
 */
export function cpuMs(work: () => unknown): number {
  const once = () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  return Math.min(once(), once(), once());
}
