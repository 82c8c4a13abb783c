import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { demoBeginning } from './beginning.js';
import { Rollcall } from './rollcall.js';
import { serve } from './serve.js';
import { startOrgProcess } from './start-org.js';
import { heading, say } from './talk.js';

const name = 'Northwind';
const checkout = fileURLToPath(new URL('../..', import.meta.url));
const home = process.env.ROLLCALL_DEMO_HOME || `${checkout}/.demo/home`;

/** The demo's steps, as a person would type them. */
async function main(): Promise<void> {
  heading('A simulated Salesforce org starts');
  const beganAt = await demoBeginning(home);
  const size = { users: 500, signIns: 20_000, seed: 42, beganAt };
  await using org = await startOrgProcess(checkout, size);
  say(`${org.salesforceUrl} with 500 people and 20,000 sign-ins, behind a proxy of its own.`);

  const rollcall = new Rollcall({
    checkout,
    home,
    env: {
      HTTPS_PROXY: org.proxyUrl,
      NODE_EXTRA_CA_CERTS: org.caFile,
      CONSUMER_SECRET: org.consumerSecret,
    },
  });

  heading('The integration, as the form would add it');
  if (await rollcall.hasIntegration(name)) {
    say(`"${name}" is there from an earlier demo; remove ${short(home)} to begin anew.`);
  } else {
    await rollcall.show([
      ...['integration', 'add', 'salesforce', '--name', name],
      ...['--set', `salesforceUrl=${org.salesforceUrl}`],
      ...['--set', `consumerKey=${org.consumerKey}`],
      ...['--secret', 'consumerSecret=env:CONSUMER_SECRET'],
    ]);
  }

  heading('Does everything work?');
  say('The simulated user may do more than it needs, so that there is something to warn of.');
  await rollcall.show(['integration', 'test', name]);
  heading('What will it cost?');
  await rollcall.show(['integration', 'plan', name]);
  heading('Collect');
  await rollcall.show(['integration', 'collect', name]);
  heading('Accounts that nobody uses, and what they cost');
  await rollcall.showBeginning(['report', 'licences'], 90);
  heading('How people and machines sign in');
  await rollcall.showBeginning(['report', 'sign-ins'], 50);
  heading('What should not be');
  await rollcall.showBeginning(['findings', 'list', '--severity', 'critical', 'high'], 15);

  heading('Look further');
  say(`export ROLLCALL_HOME=${short(home)}`);
  say(
    'npx rollcall findings list                 what the checks found; "show ID" has the evidence',
  );
  say('npx rollcall report licences --out x.html  a report to print');
  say('npx rollcall runs                          what was collected, and what it cost');
  say('npx rollcall export --out DIR              every record, one file per entity');
  say('npx rollcall --help                        everything else');
  await serve(rollcall, short(home));
}

function short(path: string): string {
  return relative(process.cwd(), path) || '.';
}

main().catch((error: unknown) => {
  process.stderr.write(`\nThe demo stopped: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
