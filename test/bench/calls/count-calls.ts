import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type OrgProcess, startOrgProcess } from '../../demo/start-org.js';
import { runCommand } from '../run-command.js';
import { prepareHome } from '../subjects.js';
import { barSize, planTolerance, type Story, stories } from './stories.js';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** How large the org is; the bars are those of the full size whatever is given. */
export interface CallsOptions {
  readonly users: number;
  readonly signIns: number;
}

interface Count {
  readonly story: Story;
  /** What `integration plan` said beforehand. */
  readonly planned: number;
  /** What the org counted. */
  readonly total: number;
  readonly signIns: number;
  readonly rows: number;
}

type Home = Awaited<ReturnType<typeof prepareHome>>;

/** Counts the requests of each story. Gives the table, and the bars that were missed. */
export async function countCalls(
  size: CallsOptions,
  say: (text: string) => void,
): Promise<{ readonly table: string; readonly missed: readonly string[] }> {
  const { oauthTokens, auditRows } = barSize;
  await using org = await startOrgProcess(checkout, {
    ...size,
    oauthTokens,
    seed: 7,
    beganAt: new Date().toISOString(),
  });
  await addAuditRows(org, auditRows);
  const counts: Count[] = [];
  let home: Home | undefined;
  for (const story of stories) {
    await tell(org, 'settings', story.settings);
    if (story.into !== 'again') {
      await home?.clean();
      home = await prepareHome(org);
    }
    if (home === undefined) throw new Error('the first story has no store');
    const count = await countStory(org, home, story);
    say(`${story.name}: ${count.total} requests, ${count.signIns} of them for sign-ins`);
    counts.push(count);
  }
  await home?.clean();
  return { table: tableOf(counts), missed: counts.flatMap(missedBars) };
}

async function countStory(org: OrgProcess, home: Home, story: Story): Promise<Count> {
  const command = async <T>(...args: readonly string[]): Promise<T> =>
    JSON.parse(await runCommand([home.rollcall, 'integration', ...args, '--json'], home.env));
  const plan = await command<{ readonly requests: number }>('plan', 'Org');
  const before = await usedOf(org);
  const to = story.into === 'folder' ? ['--to', join(home.folder, 'out')] : [];
  const { streams } = await command<{ readonly streams: Readonly<Record<string, StreamCount>> }>(
    ...['collect', 'Org'],
    ...to,
  );
  return {
    story,
    planned: plan.requests,
    total: (await usedOf(org)) - before,
    signIns: streams['sign-ins']?.requests ?? 0,
    rows: Object.values(streams).reduce((sum, { records }) => sum + records, 0),
  };
}

interface StreamCount {
  readonly records: number;
  readonly requests: number;
}

function missedBars({ story, planned, total, signIns }: Count): readonly string[] {
  const { name, bars } = story;
  const missed: string[] = [];
  if (total > (bars.total ?? total)) {
    missed.push(`${name}: ${total} requests, at most ${bars.total}`);
  }
  if (signIns > (bars.signIns ?? signIns)) {
    missed.push(`${name}: ${signIns} requests for sign-ins, at most ${bars.signIns}`);
  }
  if (Math.abs(planned - total) > total * planTolerance) {
    missed.push(`${name}: planned ${planned} requests, took ${total}`);
  }
  return missed;
}

function tableOf(counts: readonly Count[]): string {
  const lines = counts.map(({ story, planned, total, signIns, rows }) => {
    const { bars } = story;
    const of = (count: number, bar: number | undefined) =>
      bar === undefined ? String(count) : `${count} of ${bar}`;
    const cells = [story.name, rows.toLocaleString('en-US'), String(planned)];
    return `| ${[...cells, of(total, bars.total), of(signIns, bars.signIns)].join(' | ')} |`;
  });
  const head = '| | rows | planned | requests | for sign-ins |';
  return [head, '| --- | ---: | ---: | ---: | ---: |', ...lines].join('\n');
}

/** The org seeds at most 5,000 rows of its audit trail; the rest is added, over the last 170 days. */
async function addAuditRows(org: OrgProcess, wanted: number): Promise<void> {
  const { counts }: { readonly counts: Readonly<Record<string, number>> } = JSON.parse(
    await (await fetch(`${org.controlUrl}/truth`)).text(),
  );
  const missing = wanted - (counts.SetupAuditTrail ?? 0);
  const step = (170 * 86_400_000) / wanted;
  const now = Date.now();
  for (let row = 0; row < missing; row += 1) {
    await tell(org, 'rows/SetupAuditTrail', {
      Action: 'changedpassword',
      Section: 'Manage Users',
      Display: 'Changed a password',
      CreatedDate: Math.floor(now - (row + 1) * step),
      CreatedById: null,
      DelegateUser: null,
    });
  }
}

async function tell(org: OrgProcess, path: string, body: unknown): Promise<void> {
  const response = await fetch(`${org.controlUrl}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`/${path}: ${response.status} ${await response.text()}`);
}

async function usedOf(org: OrgProcess): Promise<number> {
  const { used }: { readonly used: number } = JSON.parse(
    await (await fetch(`${org.controlUrl}/usage`)).text(),
  );
  return used;
}
