import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const endWithParent = fileURLToPath(new URL('end-with-parent.cjs', import.meta.url));
const children = new Set();

/**
 * Runs a script on `node` to its end and keeps what it prints; it never outlives set-up. Never rejects: a program
 * that cannot start has status 127.
 */
export function runQuietly(node, args, options) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(node, ['--require', endWithParent, ...args], { ...options, stdio: 'pipe' });
    children.add(child);
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
