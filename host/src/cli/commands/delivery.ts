import { resolve } from 'node:path';

import type { Command } from 'commander';

import { type Severity, severities } from '../../checks/check.js';
import type { DeliveryTarget, NewTarget } from '../../delivery/target.js';
import type { Host } from '../../host-port.js';
import { deliveryView } from '../../views/delivery-view.js';
import { oneOf } from '../choice.js';
import { type CommandContext, withHost } from '../context.js';
import { Exit } from '../exit.js';
import { count, localTime } from '../format.js';
import { type Output, usageError } from '../output.js';
import { secretsFrom } from '../secrets.js';
import { table } from '../table.js';

interface AddOptions {
  readonly webhook?: string;
  readonly file?: string;
  readonly severity: string;
  readonly secret?: string;
}

const addHelp = `
Examples:
  $ rollcall delivery add chat --webhook https://hooks.acme.example/rollcall --severity high
  $ rollcall delivery add siem --file /var/log/rollcall/findings.ndjson

Each change of a finding is one message. A webhook gets it as POST, at least once and in order for each finding;
"idempotency-key" is the same at each try. To know that it comes from here, compare "x-rollcall-signature" with
  sha256=HMAC-SHA256(secret, x-rollcall-timestamp + "." + body), in hexadecimal digits.
The secret is made, and shown once, unless --secret gives one. What cannot be delivered is tried again for a day,
by "rollcall start" and at the end of each collection.`;

/** `rollcall delivery`: who is told about findings. */
export function deliveryCommand(program: Command, context: CommandContext): void {
  const delivery = program.command('delivery').description('Tell webhooks and files of findings');
  delivery
    .command('list')
    .description('Who is told, and whether it arrives')
    .addHelpText('after', '\nExample:\n  $ rollcall delivery list')
    .action((_: unknown, command: Command) =>
      withHost(context, command, (host, output) => list(context, host, output)),
    );
  delivery
    .command('add')
    .description('Tell a webhook or a file of what is found from now on')
    .argument('<name>', 'what to call it')
    .option('--webhook <url>', 'an http or https address')
    .option('--file <path>', 'a file that lines of JSON are appended to (.ndjson or .jsonl)')
    .option('--severity <severity>', `this and above: ${severities.join(', ')}`, 'info')
    .option('--secret <source>', 'what webhooks are signed with: env:VARIABLE, file:PATH or -')
    .addHelpText('after', addHelp)
    .action((name: string, options: AddOptions, command: Command) =>
      withHost(context, command, (host, output) => add(context, host, output, { name, options })),
    );
  delivery
    .command('test')
    .description('Send a test message')
    .argument('<id>', 'id or name')
    .addHelpText('after', '\nExample:\n  $ rollcall delivery test chat')
    .action((id: string, _: unknown, command: Command) =>
      withHost(context, command, (host, output) => test(context, host, output, id)),
    );
  delivery
    .command('remove')
    .description('Tell it nothing any more, not even what still waits')
    .argument('<id>', 'id or name')
    .addHelpText('after', '\nExample:\n  $ rollcall delivery remove chat')
    .action((id: string, _: unknown, command: Command) =>
      withHost(context, command, async (host, output) => {
        const removed = await host.deliveries.remove(id);
        await output.result(
          { id: removed.id, name: removed.name, removed: true },
          () => `Removed ${removed.name}.`,
        );
        return undefined;
      }),
    );
}

async function list(context: CommandContext, host: Host, output: Output): Promise<undefined> {
  const targets = await host.deliveries.list();
  await output.result({ deliveries: targets.map(deliveryView) }, () =>
    targets.length === 0
      ? 'Nobody is told yet. Begin with: rollcall delivery add NAME --webhook URL'
      : listText(targets, context.io.timeZone),
  );
}

async function add(
  context: CommandContext,
  host: Host,
  output: Output,
  { name, options }: { readonly name: string; readonly options: AddOptions },
): Promise<undefined> {
  const wish = await wishOf(context, name, options);
  const { target, secret } = await host.deliveries.add(wish);
  await output.result({ ...deliveryView(target), secret: secret ?? null }, () =>
    [
      `${target.name}: told of what is found from now on.`,
      ...(secret ? [`It is signed with this secret, which cannot be shown again: ${secret}`] : []),
      `Try it with: rollcall delivery test ${target.name}`,
    ].join('\n'),
  );
}

async function wishOf(
  { io }: CommandContext,
  name: string,
  { webhook, file, severity, secret: source }: AddOptions,
): Promise<NewTarget> {
  if ((webhook === undefined) === (file === undefined)) {
    throw usageError(
      'a delivery goes to a webhook or to a file',
      'Write --webhook URL or --file PATH.',
    );
  }
  const minSeverity = oneOf<Severity>('--severity', severity, severities);
  if (file !== undefined) return { name, kind: 'file', address: resolve(file), minSeverity };
  const secret = source === undefined ? {} : await secretsFrom([`secret=${source}`], io);
  return { name, kind: 'webhook', address: webhook ?? '', minSeverity, ...secret };
}

async function test(
  context: CommandContext,
  host: Host,
  output: Output,
  id: string,
): Promise<number> {
  const { target, attempt } = await host.deliveries.test(id, context.io.interrupt);
  const document = {
    id: target.id,
    name: target.name,
    delivered: attempt.isDelivered,
    detail: attempt.detail,
  };
  await output.result(
    document,
    () => `${attempt.isDelivered ? 'Delivered' : 'Not delivered'}: ${attempt.detail}.`,
  );
  return attempt.isDelivered ? Exit.done : Exit.failed;
}

function listText(targets: readonly DeliveryTarget[], timeZone?: string): string {
  return table(
    [
      { head: 'NAME' },
      { head: 'SEVERITY' },
      { head: 'WAITING', align: 'right' },
      { head: 'LAST ARRIVED' },
      { head: 'ADDRESS' },
      { head: 'STATUS' },
    ],
    targets.map((target) => [
      target.name,
      `${target.minSeverity} and above`,
      count(target.waiting),
      target.deliveredAt ? localTime(target.deliveredAt, timeZone) : 'never',
      target.address,
      target.error ? `Failed: ${target.error}` : 'Fine',
    ]),
  );
}
