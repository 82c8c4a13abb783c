import { behaviourCheck } from './detector.js';
import type { SessionFacts } from './events/event.js';

/** A live session on a network that the account has never signed in from. */
export const sessionMoved = behaviourCheck(
  {
    id: 'session-moved',
    version: 1,
    title: 'Session moved to another network',
    question: 'Was a session taken to where its owner never was?',
    category: 'anomaly',
    entities: ['session', 'sign_in'],
    fields: ['session.sourceIp', 'session.signInId', 'sign_in.sourceIp'],
    severityRule:
      'high when other accounts show that its network lies in another country; else medium',
    thresholds: {},
    explanation:
      'Whoever steals a session needs no password and no second factor. Compared are the address of a session and that of the sign-in that began it. Phones change networks, too: networks and providers that the account has used are left out.',
    remediation:
      'End the session, ask the person, and bind sessions to the address that they began on where that is possible.',
    references: { attack: ['T1539', 'T1550.004'], controls: ['NIST 800-53 SC-23'] },
  },
  () => ({
    onSession(session, context) {
      const { history, tenant } = context;
      const { account, source, begunFrom, country } = session;
      if (source.block === begunFrom.block || history === undefined) return;
      const { at } = session;
      const isKnown =
        history.networks.find(source.network, at) ?? history.blocks.find(source.block, at);
      if (isKnown !== undefined || tenant.isShared(source.network, at)) return;
      const elsewhere = tenant.countryOf(source.network);
      const isAbroad = elsewhere !== undefined && country !== undefined && elsewhere !== country;
      context.report({
        subject: account,
        bucket: session.id,
        describe: () => ({
          accounts: [account],
          severity: isAbroad ? 'high' : 'medium',
          title: `A session of ${context.nameOf(account)} moved from ${begunFrom.address} to ${source.address}`,
          evidence: evidenceOf(session, elsewhere),
          firstAt: new Date(session.begunAt),
          lastAt: new Date(session.begunAt),
        }),
      });
    },
    save: () => null,
  }),
);

function evidenceOf(session: SessionFacts, country: string | undefined) {
  return {
    signInIds: [session.signIn],
    records: [{ entity: 'session', id: session.id }] as const,
    facts: {
      from: session.begunFrom.address,
      to: session.source.address,
      fromCountry: session.country ?? null,
      toCountry: country ?? null,
    },
  };
}
