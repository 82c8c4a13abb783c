import { exponential, pickByWeight, poisson, within } from '../chance.js';
import type { Change, Entry } from '../records/entry.js';
import { dayMs, hourMs } from '../world/time-zone.js';
import type { Company } from './company.js';
import type { Person } from './person.js';
import { wasAway } from './presence.js';
import { browserShape, loginAsShape } from './shapes.js';

type Routine = readonly [action: string, section: string, detail: string];

/** What administrators do every day; none of it lowers the guard or gives power away. */
const routines: readonly (readonly [number, Routine])[] = [
  [
    30,
    [
      'PermSetAssign',
      'Manage Users',
      'Permission set Quote_Editor: assigned to user $NAME (UserID: [$ID])',
    ],
  ],
  [
    12,
    [
      'PermSetUnassign',
      'Manage Users',
      'Permission set Quote_Editor: unassigned from user $NAME (UserID: [$ID])',
    ],
  ],
  [
    8,
    [
      'changedprofileforuser',
      'Manage Users',
      'Changed profile for user $NAME from Sales Rep to Service Agent',
    ],
  ],
  [3, ['changedemail', 'Manage Users', 'Changed email for user $NAME (UserID: [$ID])']],
  [6, ['insertTwoFactorInfo2', 'Identity Verification', 'Time-Based Token added for $USERNAME']],
  [10, ['changedlayout', 'Customize Opportunities', 'Changed page layout Opportunity Layout']],
  [10, ['createdCF', 'Custom Objects', 'Created custom field Region on Account']],
  [2, ['passwordminlength', 'Security Controls', 'Minimum password length changed from 8 to 10']],
  [
    1,
    [
      'loginIpRange',
      'Security Controls',
      'Added Login Ip Range to Sales Rep from 10.0.0.0 to 10.0.0.15',
    ],
  ],
];

const changesPerThousandADay = 1.6;
const supportSessionsPerThousandADay = 0.12;
const factorResetsPerPersonADay = 0.06 / 365;

/** What administrators and the help desk do on a day. */
export function helpDeskDay(company: Company, day: number): readonly Entry[] {
  const { random, people, start } = company;
  const weekday = new Date(start + day * dayMs).getUTCDay();
  const thousands = (people.length / 1000) * (weekday === 0 || weekday === 6 ? 0.05 : 1);
  const entries: Entry[] = [];
  for (let left = poisson(random, changesPerThousandADay * thousands); left > 0; left -= 1) {
    entries.push(routine(company, momentOf(company, day)));
  }
  for (
    let left = poisson(random, supportSessionsPerThousandADay * thousands);
    left > 0;
    left -= 1
  ) {
    entries.push(...supportSession(company, day));
  }
  const resets = poisson(random, factorResetsPerPersonADay * people.length);
  for (let left = resets; left > 0; left -= 1) {
    const person = random.pick(people);
    if (person.factor === undefined || wasAway(person, day)) continue;
    entries.push(...newPhone(company, person, day));
  }
  for (const person of people) {
    if (person.joined === day) entries.push(joiner(company, person, momentOf(company, day)));
    if (person.left === day) entries.push(leaver(company, person, momentOf(company, day)));
  }
  return entries;
}

/** Somebody of those who administer. */
export function administratorOf({ random, people }: Company): Person {
  const admins = people.slice(0, 400).filter(({ isAdmin }) => isAdmin);
  return random.pick(admins);
}

/** The help desk gives somebody a new password. */
export function passwordReset(company: Company, person: Person, time: number): Change {
  return change(company, person, time, [
    'resetpassword',
    'Manage Users',
    'Reset password for user $NAME (UserID: [$ID])',
  ]);
}

function momentOf({ random, start }: Company, day: number): number {
  return start + day * dayMs + within(random, 7, 17) * hourMs;
}

function routine(company: Company, time: number): Change {
  const { random, people } = company;
  return change(company, random.pick(people), time, pickByWeight(random, routines));
}

function change(
  company: Company,
  person: Person,
  time: number,
  [action, section, detail]: Routine,
): Change {
  const target = detail.includes('$') ? person : undefined;
  return {
    what: 'audit_event',
    time,
    actor: administratorOf(company),
    target,
    action,
    section,
    detail: describeFor(detail, person),
  };
}

/** A detail with the person's name in it. */
export function describeFor(detail: string, { name, id, username }: Person): string {
  return detail
    .replace('$NAME', name)
    .replace('$USERNAME', username)
    .replace('$ID', id.slice(0, 15));
}

function joiner(company: Company, person: Person, time: number): Change {
  return change(company, person, time, ['createduser', 'Manage Users', 'Created new user $NAME']);
}

function leaver(company: Company, person: Person, time: number): Change {
  return change(company, person, time, [
    'deactivateduser',
    'Manage Users',
    'Deactivated user $NAME (UserID: [$ID])',
  ]);
}

/** Somebody has a new phone: the old factor goes, and they sign in where they always do. */
function newPhone(company: Company, person: Person, day: number): readonly Entry[] {
  const time = momentOf(company, day);
  const { random } = company;
  return [
    change(company, person, time, [
      'deleteTwoFactorInfo2',
      'Identity Verification',
      'Time-Based Token removed for $USERNAME',
    ]),
    {
      what: 'sign_in',
      time: time + exponential(random, hourMs),
      owner: person,
      shape: browserShape(person.device, person.login, Math.floor(day / 30)),
      source: person.homeSource,
      secret: 'right',
      verifiedBy: person.login === 'password' ? person.factor : undefined,
    },
  ];
}

/** Support looks at what a person sees, as that person. */
function supportSession(company: Company, day: number): readonly Entry[] {
  const { random, people } = company;
  const [agent, person] = [administratorOf(company), random.pick(people)];
  const time = momentOf(company, day);
  return loginAs(agent, person, { time, day });
}

/** An administrator signs in as somebody else, which both logs show. */
export function loginAs(
  agent: Person,
  person: Person,
  { time, day }: { readonly time: number; readonly day: number },
): readonly Entry[] {
  return [
    {
      what: 'audit_event',
      time,
      actor: agent,
      target: person,
      delegate: agent.username,
      action: 'suOrgAdminLogin',
      section: 'Login Access',
      detail: describeFor('Logged in using Login-As access for $NAME', person),
    },
    {
      what: 'sign_in',
      time: time + 1_000,
      owner: person,
      shape: loginAsShape(agent.device, Math.floor(day / 30)),
      source: agent.office?.sources[0] ?? agent.homeSource,
      secret: 'right',
    },
  ];
}
