import { type Command, InvalidArgumentError } from 'commander';

import { type VerifiedPack, verifyPack } from '../../evidence/verify-pack.js';
import { type CommandContext, outputOf } from '../context.js';
import { Exit } from '../exit.js';
import { count, countOf } from '../format.js';
import { printable } from '../plain-text.js';
import { completenessText } from '../review-text.js';
import { table } from '../table.js';

/** `rollcall report verify`: checks an evidence pack with nothing but the file. */
export function verifyCommand(report: Command, context: CommandContext): void {
  report
    .command('verify')
    .description('Check an evidence pack; needs no home and no database')
    .argument('<file>', 'the ZIP file')
    .option('--sha256 <digest>', 'the SHA-256 that was kept when it was made', digest)
    .addHelpText(
      'after',
      '\nExamples:\n  $ rollcall report verify november.zip\n  $ rollcall report verify november.zip --sha256 9f2c…41ab\n\nExit codes: 0 everything is as it was written, 1 something differs, 2 it is no evidence pack.',
    )
    .action(async (file: string, { sha256 }: { readonly sha256?: string }, command: Command) => {
      const found = await verifyPack(file, sha256);
      await outputOf(context, command).result({ file, ...found }, () =>
        verifiedText(file, found, sha256 !== undefined),
      );
      context.exitCode = found.verified ? Exit.done : Exit.failed;
    });
}

function digest(text: string): string {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return text;
  throw new InvalidArgumentError('a SHA-256 has 64 hexadecimal digits.');
}

function verifiedText(file: string, found: VerifiedPack, isKnown: boolean): string {
  const { verified, sha256, manifest, faults } = found;
  const lines = faults.map((fault) => `  ${printable(fault.file ?? 'The pack')}: ${fault.message}`);
  const answer = verified
    ? `${file} is as it was written.`
    : `${file} is not as it was written: ${countOf(faults.length, 'difference')}.`;
  if (!manifest) return [answer, ...lines].join('\n');
  const files = manifest.files.map(({ name, bytes, records }) => [
    printable(name),
    count(bytes),
    records === null ? '' : count(records),
  ]);
  const right = 'right' as const;
  const heads = [
    { head: 'FILE' },
    { head: 'BYTES', align: right },
    { head: 'RECORDS', align: right },
  ];
  return [
    answer,
    ...lines,
    '',
    printable(manifest.title),
    printable(`Made at ${manifest.madeAt} (UTC) by ${manifest.tool}; ${manifest.catalogue}`),
    `SHA-256 ${sha256}`,
    ...(isKnown ? [] : ['Compare it with the one that was kept when the pack was made.']),
    '',
    printable(completenessText(manifest.completeness)),
    '',
    table(heads, files),
  ].join('\n');
}
