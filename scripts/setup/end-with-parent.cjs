// Loaded into every process that set-up starts: when set-up is gone, however it went, its end of standard input
// closes, and the process ends too. Otherwise a killed set-up would leave an npm that still writes to node_modules.
process.stdin.on('close', () => process.kill(process.pid, 'SIGKILL'));
process.stdin.resume();
process.stdin.unref?.();
