import type { ConnectivityCheck } from '@rollcall/core';
import type { Command } from 'commander';
import type { Host } from '../../host-port.js';
import type { RunView } from '../../runs/run-view.js';
import { type ToldTest, testMessage, testView } from '../../views/test-view.js';
import { type CommandContext, withHost } from '../context.js';
import { exitOfTest } from '../exit.js';
import { resultOf, runAndFollow } from '../follow.js';
import { countOf } from '../format.js';
import type { Output } from '../output.js';
import { tookText } from '../run-text.js';

/** `integration test`: whether collecting can start, and what would be left out. */
export function integrationTestCommand(parent: Command, context: CommandContext): void {
  parent
    .command('test')
    .description('Test connectivity: sign-in, permissions, every stream')
    .argument('<id>', 'id or display name')
    .addHelpText('after', '\nExample:\n  $ rollcall integration test Production')
    .action((id: string, _: unknown, command: Command) =>
      withHost(context, command, (host, output) => test(context, host, output, id)),
    );
}

async function test(
  context: CommandContext,
  host: Host,
  output: Output,
  id: string,
): Promise<number> {
  const integration = await host.integrations.get(id);
  const followed = await runAndFollow(context, host, output, {
    integration,
    hook: 'testConnectivity',
  });
  const run = resultOf(followed, 'test');
  const checks = checksOf(run);
  const told = { connected: run.connected === true, checks };
  await output.result(testView(told), () => testText(run, told));
  return exitOfTest(run);
}

/** The checks of a test; a run that ended before its first one gets one that says why. */
function checksOf(run: RunView): readonly ConnectivityCheck[] {
  const checks = run.checks ?? [];
  const isTold = checks.some(({ status }) => status === 'failed');
  if (run.connected === true || isTold || !run.error) return checks;
  const isQuota = run.status === 'paused';
  return [
    ...checks,
    {
      id: isQuota ? 'quota' : 'connection',
      title: isQuota ? 'Quota' : 'Connection',
      status: 'failed',
      detail: run.error.message,
      hint: run.error.hint,
      ...(run.error.setupStep === undefined ? {} : { setupStep: run.error.setupStep }),
    },
  ];
}

const words: Readonly<Record<ConnectivityCheck['status'], string>> = {
  failed: 'Failed ',
  warning: 'Warning',
  skipped: 'Skipped',
  passed: 'Passed ',
};

function testText(run: RunView, told: ToldTest): string {
  const { checks } = told;
  const lines = [testMessage(told)];
  for (const status of ['failed', 'warning', 'skipped', 'passed'] as const) {
    for (const check of checks.filter((each) => each.status === status)) {
      lines.push(`  ${words[status]}  ${check.title}${check.detail ? `: ${check.detail}` : ''}`);
      if (check.hint && status !== 'passed') lines.push(`           ${check.hint}`);
    }
  }
  const passed = checks.filter(({ status }) => status === 'passed').length;
  const warned = checks.filter(({ status }) => status === 'warning').length;
  const warnings = warned === 0 ? '' : `, ${countOf(warned, 'warning')}`;
  lines.push(`${countOf(passed, 'check')} passed${warnings}${tookText(run)}.`);
  return lines.join('\n');
}
