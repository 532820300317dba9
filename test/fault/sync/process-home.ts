/** A device as a process, with LevelDB in a folder. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Body, Home } from './home.ts';
import { levelsIn, readLevel } from './stored.ts';

/** @param program the built one @param dir all that it keeps */
export const processHome = (program: string, dir: string, number: number): Home => ({
  start: () => Promise.resolve(processBody(program, dir, number)),
  stores: async () => {
    const stores = [];
    for (const name of levelsIn(dir)) stores.push(await readLevel(join(dir, name), name));
    return stores;
  },
});

function processBody(program: string, dir: string, number: number): Body {
  const child = fork(program, [dir, String(number)], {
    serialization: 'advanced',
    // It is built: what this process needs to run sources would only make it start slower.
    execArgv: [],
  });
  return {
    alive: () => child.connected,
    send: (command) => void child.send(command),
    hear: (told, ended) => {
      child.on('message', told);
      // Not at its exit: what it had told before is then still on its way.
      child.once('disconnect', ended);
      return () => {
        child.off('message', told);
        child.off('disconnect', ended);
      };
    },
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}
