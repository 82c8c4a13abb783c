import { spawn } from 'node:child_process';

const children = new Set();
let tellStarted = () => undefined;

/** Calls `tell` whenever set-up has started a process. */
export function onStart(tell) {
  tellStarted = tell;
}

/** The processes that set-up is waiting for now. */
export function runningChildren() {
  return [...children].flatMap(({ pid }) => (pid ? [pid] : []));
}

/** Runs a command to its end and keeps what it prints. Never rejects: a command that cannot start has status 127. */
export function runQuietly(command, args, options) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(child);
    tellStarted();
    const keep = (chunk) => {
      output = (output + chunk).slice(-64 * 1024);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => finish(127, error.message));
    child.on('close', (code, signal) => finish(code ?? 1, signal ? `ended by ${signal}` : ''));
    function finish(status, note) {
      children.delete(child);
      resolve({ status, output: [output.trim(), note].filter(Boolean).join('\n') });
    }
  });
}

/** Ends with the same signal what set-up has started, then set-up itself; the next run mends what is half done. */
export function passSignalsOn(release) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      for (const child of children) child.kill(signal);
      release();
      process.kill(process.pid, signal);
    });
  }
}
