import { type Command, Option } from 'commander';

import { makeReviewPack } from '../../evidence/review-pack.js';
import type { Host } from '../../host-port.js';
import { parsePeriod } from '../../reports/instant.js';
import {
  type Decision,
  decisions,
  type Review,
  type ReviewKind,
  type ReviewState,
  reviewKinds,
} from '../../reviews/review.js';
import { packView, reviewDetailView, reviewLineView, reviewView } from '../../views/review-view.js';
import { oneOf } from '../choice.js';
import { type CommandContext, withHost } from '../context.js';
import { lineNumbers } from '../line-numbers.js';
import type { Output } from '../output.js';
import { completenessText, reviewsText, reviewText, summaryText } from '../review-text.js';

const idHelp = 'id of the review, or its first six characters or more';
const allReviews = 1_000_000;

/** `rollcall review`: judging sign-ins and access, and the evidence of it. */
export function reviewCommand(program: Command, context: CommandContext): void {
  const review = program
    .command('review')
    .description('Judge sign-ins or access line by line, and keep what was decided');
  startCommand(review, context);
  readCommands(review, context);
  decideCommand(review, context);
  completeCommand(review, context);
  evidenceCommand(review, context);
}

interface StartOptions {
  readonly integration?: string;
  readonly from?: string;
  readonly to?: string;
}

function startCommand(parent: Command, context: CommandContext): void {
  parent
    .command('start')
    .description('Copies what is to be judged; later collections change nothing of it')
    .argument('<kind>', reviewKinds.join(' or '))
    .option('--integration <id>', 'only this integration (id or display name)')
    .option('--from <date>', 'first day, in UTC; of access: also what changed since then')
    .option('--to <date>', 'last day, in UTC; now when absent')
    .addHelpText(
      'after',
      '\nExamples:\n  $ rollcall review start sign-ins --from 2026-11-01 --to 2026-11-30\n  $ rollcall review start access --from 2026-09-01',
    )
    .action((kind: string, options: StartOptions, command: Command) =>
      withHost(context, command, async (host, output) => {
        const integration =
          options.integration === undefined
            ? undefined
            : await host.integrations.get(options.integration);
        const started = await host.reviews.start(
          {
            kind: kindOf(kind),
            integration,
            ...parsePeriod(options.from, options.to),
          },
          actorOf(context),
        );
        await tell(output, started, (review) =>
          [
            `${summaryText(review)}.`,
            `See them with "rollcall review show ${review.id.slice(0, 8)}".`,
          ].join('\n'),
        );
        return undefined;
      }),
    );
}

function kindOf(kind: string): ReviewKind {
  return oneOf('the kind of a review', kind, reviewKinds);
}

interface ListOptions {
  readonly kind?: ReviewKind;
  readonly state?: ReviewState;
}

function readCommands(parent: Command, context: CommandContext): void {
  parent
    .command('list')
    .description('Reviews, latest first')
    .addOption(new Option('--kind <kind>', 'only of this kind').choices(reviewKinds))
    .addOption(new Option('--state <state>', 'only those').choices(['open', 'completed']))
    .addHelpText('after', '\nExample:\n  $ rollcall review list --state open')
    .action((options: ListOptions, command: Command) =>
      withHost(context, command, async (host, output) => {
        const { kind, state } = options;
        const reviews = await host.reviews.list({ kind, state }, { limit: allReviews });
        await output.result({ reviews: reviews.map(reviewView) }, () =>
          reviews.length === 0
            ? 'There is no review yet. Start one: rollcall review start sign-ins'
            : reviewsText(reviews),
        );
        return undefined;
      }),
    );
  parent
    .command('show')
    .description('A review with its lines and decisions')
    .argument('<id>', idHelp)
    .option('--waiting', 'only lines that nobody judged')
    .addHelpText('after', '\nExample:\n  $ rollcall review show 3f9a2c --waiting')
    .action((id: string, { waiting }: { readonly waiting?: boolean }, command: Command) =>
      withHost(context, command, (host, output) => show(context, host, output, { id, waiting })),
    );
}

async function show(
  context: CommandContext,
  host: Host,
  output: Output,
  wish: { readonly id: string; readonly waiting: boolean | undefined },
): Promise<undefined> {
  const review = await host.reviews.get(wish.id);
  const lines = await host.reviews.lines(review.id, wish.waiting ? { decision: 'none' } : {});
  const basis = await host.reviews.basis(review);
  await output.result(
    { ...reviewDetailView(review, basis), items: lines.map(reviewLineView) },
    () => reviewText(review, lines, context.io.timeZone),
  );
  return undefined;
}

interface DecideOptions {
  readonly as: string;
  readonly note?: string;
}

function decideCommand(parent: Command, context: CommandContext): void {
  parent
    .command('decide')
    .description('Say of lines that they are accepted, questioned or to be revoked')
    .argument('<id>', idHelp)
    .argument('<lines...>', 'numbers and spans (3 5-9), or "waiting" for all that nobody judged')
    .requiredOption('--as <decision>', decisions.join(', '))
    .option('--note <text>', 'why; a question needs one')
    .addHelpText(
      'after',
      '\nExamples:\n  $ rollcall review decide 3f9a2c 1 4-9 --as accept\n  $ rollcall review decide 3f9a2c 2 --as revoke --note "Left the team in May"',
    )
    .action((id: string, lines: readonly string[], options: DecideOptions, command: Command) => {
      const decision = oneOf<Decision>('--as', options.as, decisions);
      const wanted = lines.join() === 'waiting' ? 'waiting' : lineNumbers(lines);
      return withHost(context, command, async (host, output) => {
        const wish = { decision, note: options.note };
        const review = await host.reviews.decide(id, wanted, wish, actorOf(context));
        await tell(output, review, (each) => `${summaryText(each)}.`);
        return undefined;
      });
    });
}

interface CompleteOptions {
  readonly reviewer: string;
  readonly statement: string;
}

function completeCommand(parent: Command, context: CommandContext): void {
  parent
    .command('complete')
    .description('End a review with a statement; from then on nothing of it changes')
    .argument('<id>', idHelp)
    .requiredOption('--reviewer <name>', 'who answers for it, with the role')
    .requiredOption('--statement <text>', 'what that person states')
    .addHelpText(
      'after',
      '\nExample:\n  $ rollcall review complete 3f9a2c --reviewer "Ada Lopez, internal audit" --statement "I judged every line by what was collected."',
    )
    .action((id: string, { reviewer, statement }: CompleteOptions, command: Command) =>
      withHost(context, command, async (host, output) => {
        const wish = { reviewer, statement };
        const review = await host.reviews.complete(id, wish, actorOf(context));
        await tell(
          output,
          review,
          (each) =>
            `Completed. Write its evidence: rollcall review evidence ${each.id.slice(0, 8)} --out FILE.zip`,
        );
        return undefined;
      }),
    );
}

function evidenceCommand(parent: Command, context: CommandContext): void {
  parent
    .command('evidence')
    .description('Write the evidence pack of a completed review')
    .argument('<id>', idHelp)
    .requiredOption('--out <file>', 'the ZIP file to write')
    .addHelpText(
      'after',
      '\nExample:\n  $ rollcall review evidence 3f9a2c --out review.zip\n  $ rollcall report verify review.zip',
    )
    .action((id: string, { out }: { readonly out: string }, command: Command) =>
      withHost(context, command, async (host, output) => {
        const made = await makeReviewPack(host, id, {
          pathOf: async () => out,
          by: actorOf(context),
        });
        const { files } = made.written.manifest;
        await output.result({ file: out, ...packView(made.pack), files }, () =>
          [
            `Written to ${out}.`,
            `SHA-256 ${made.pack.sha256}`,
            'Keep that elsewhere: it tells a pack that somebody made anew.',
            '',
            completenessText(made.pack.completeness),
          ].join('\n'),
        );
        return undefined;
      }),
    );
}

function actorOf({ io }: CommandContext): string {
  return io.env.USER ? `${io.env.USER} (CLI)` : 'CLI';
}

async function tell(
  output: Output,
  review: Review,
  text: (review: Review) => string,
): Promise<void> {
  await output.result(reviewView(review), () => text(review));
}
