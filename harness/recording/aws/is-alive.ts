/** Whether the process that a journal names is still there; this one has its number from one that is not. */
export const isAlive = (pid: number): boolean => {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // Another user's process may not be signalled, and is there all the same.
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
};
