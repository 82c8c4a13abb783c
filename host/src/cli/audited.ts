import { toErrorData } from '@rollcall/core';
import type { Command } from 'commander';

import type { Host } from '../host-port.js';
import type { CliIo } from './io.js';

/** Commands that only read, or that go on for long. Any other goes to the audit log, also a new one. */
const reading = /^(doctor|migrate|quota|report|runs|start)\b|\b(list|show|validate)$/;

/** Does what a command is for, and records it; a failure, too. Gives its exit status. */
export async function audited(
  { io, host, command }: { readonly io: CliIo; readonly host: Host; readonly command: Command },
  work: () => Promise<number>,
): Promise<number> {
  const path = pathOf(command);
  if (reading.test(path)) return work();
  const entry = {
    actor: { kind: 'command' as const, name: io.user ?? 'command line' },
    action: path.replaceAll(' ', '.'),
    object: objectOf(command),
  };
  try {
    const status = await work();
    await record(host, { ...entry, result: status === 0 ? 'done' : 'failed' });
    return status;
  } catch (error) {
    await record(host, { ...entry, result: 'failed', code: toErrorData(error).code });
    throw error;
  }
}

async function record(
  host: Host,
  entry: Parameters<Host['access']['audit']['record']>[0],
): Promise<void> {
  try {
    await host.access.audit.record(entry);
  } catch (error) {
    // What was done is done: the command does not fail for its record.
    host.log.error({ err: error, entry }, 'the audit log could not be written');
  }
}

/** `integration add`, without the program's name. */
function pathOf(command: Command): string {
  const above = command.parent?.parent ? [pathOf(command.parent)] : [];
  return [...above, command.name()].join(' ');
}

function objectOf(command: Command): string | undefined {
  const { name } = command.opts<{ readonly name?: unknown }>();
  return typeof name === 'string' ? name : command.args[0];
}
