import { between, chanceOf } from '../chance.js';
import type { Parameters } from '../parameters.js';
import { Networks } from '../world/networks.js';
import { dayMs, hourMs } from '../world/time-zone.js';
import type { Company } from './company.js';
import { makeIntegration } from './integrations.js';
import { Offices } from './offices.js';
import { makePerson } from './people.js';
import type { Integration, Person } from './person.js';
import { wasAway } from './presence.js';

/** The share of accounts that programs use. */
const integrationsPerAccount = 0.01;

/** Makes a company; the same parameters give the same one. */
export function makeCompany(parameters: Parameters): Company {
  const { accounts, seed, days } = parameters;
  const random = chanceOf(seed, 'people');
  const networks = new Networks(chanceOf(seed, 'networks'));
  const offices = new Offices(chanceOf(seed, 'offices'), networks, parameters);
  const programs = Math.max(3, Math.round(accounts * integrationsPerAccount));
  const making = { parameters, random, networks, offices };
  const people = Array.from({ length: accounts - programs }, (_, index) =>
    makePerson(making, index),
  );
  const integrations = Array.from({ length: programs }, (_, index) =>
    makeIntegration(making, people.length + index),
  );
  const start = parameters.from.getTime();
  const events = chanceOf(seed, 'events');
  const outageFrom = start + between(events, 30, Math.max(30, days - 1)) * dayMs + 9 * hourMs;
  return {
    parameters,
    start,
    end: start + days * dayMs,
    networks,
    offices,
    people,
    integrations,
    scale: scaleOf(parameters, people, integrations),
    outage: { from: outageFrom, to: outageFrom + 1.5 * hourMs },
    rolloutDay: Math.floor(days * 0.6),
    random: chanceOf(seed, 'days'),
  };
}

function scaleOf(
  { signIns, integrationShare, days }: Parameters,
  people: readonly Person[],
  integrations: readonly Integration[],
): Company['scale'] {
  const every = Math.max(1, Math.floor(days / 60));
  let visits = 0;
  for (const person of people) {
    let present = 0;
    for (let day = 0; day < days; day += every) {
      if (!wasAway(person, day)) present += every * (5 / 7);
    }
    visits += present * person.rate;
  }
  const programs = integrations.reduce((sum, { rate }) => sum + rate * days, 0);
  return {
    people: (signIns * (1 - integrationShare)) / Math.max(visits, 1),
    integrations: (signIns * integrationShare) / Math.max(programs, 1),
  };
}
