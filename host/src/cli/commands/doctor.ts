import type { Command } from 'commander';

import { type CommandContext, globals, outputOf } from '../context.js';
import type { DoctorCheck } from '../doctor/check.js';
import { checkHooks, checkHost, failedToOpen } from '../doctor/host-checks.js';
import { checkHome, checkNetwork } from '../doctor/machine.js';
import { Exit, exitOfError } from '../exit.js';

/** `rollcall doctor`: whether this machine can run Rollcall, and what would make it better. */
export function doctorCommand(program: Command, context: CommandContext): void {
  program
    .command('doctor')
    .description('Check the home, the database, plugins and the network set-up')
    .addHelpText('after', '\nExample:\n  $ rollcall doctor')
    .action((_: unknown, command: Command) => doctor(context, command));
}

async function doctor(context: CommandContext, command: Command): Promise<void> {
  const home = context.boot.homeOf(globals(command).home);
  const opened = await hostChecks(context, command);
  const checks: readonly DoctorCheck[] = [
    ...(await checkHome(home)),
    ...opened.checks,
    await checkHooks(context.boot),
    ...(await checkNetwork(context.io.env)),
  ];
  const hasFailed = checks.some(({ status }) => status === 'failed');
  context.exitCode = opened.exitCode || (hasFailed ? Exit.failed : Exit.done);
  await outputOf(context, command).result({ ok: !hasFailed, checks: checks.map(view) }, () =>
    checks.map(text).join('\n'),
  );
}

/** Opening may fail: that is a finding here, not the end. */
async function hostChecks(
  context: CommandContext,
  command: Command,
): Promise<{ readonly checks: readonly DoctorCheck[]; readonly exitCode: number }> {
  try {
    const host = await context.boot.openHost({ home: globals(command).home, mayMigrate: false });
    try {
      return { checks: await checkHost(host), exitCode: Exit.done };
    } finally {
      await host.close();
    }
  } catch (caught) {
    const { check, error } = failedToOpen(caught);
    return { checks: [check], exitCode: exitOfError(error.code) };
  }
}

function view(check: DoctorCheck): Record<string, unknown> {
  return { ...check, hint: check.hint ?? null };
}

const words = { ok: 'ok     ', warning: 'warning', failed: 'failed ' };

function text({ title, status, detail, hint }: DoctorCheck): string {
  const line = `${words[status]}  ${title.padEnd(18)}  ${detail}`;
  return hint === undefined ? line : `${line}\n${' '.repeat(29)}${hint}`;
}
