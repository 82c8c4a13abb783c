import { Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCheck,
  IconMessage,
  IconQuestionMark,
  type TablerIcon,
} from '@tabler/icons-react';

import { Link } from 'react-router';

import type { Decision, ReviewLine } from '../../api/reviews.js';
import { date } from '../../format/times.js';
import { reviewWords as words } from '../../words/reviews.js';
import { accountHref } from '../accounts/account-href.js';
import classes from './line-row.module.css';

interface LineRowProps {
  readonly line: ReviewLine;
  readonly isActive: boolean;
  /** Whether it may still be judged. */
  readonly isOpen: boolean;
  readonly onActive: () => void;
  readonly onDecide: (decision: Decision) => void;
  readonly onNote: () => void;
}

const icons: Readonly<Record<Decision, TablerIcon>> = {
  accept: IconCheck,
  question: IconQuestionMark,
  revoke: IconArrowBackUp,
};
const decisions = ['accept', 'question', 'revoke'] as const;

/** One thing to judge: what, why, and what is said of it. */
export function LineRow({ line, isActive, isOpen, onActive, onDecide, onNote }: LineRowProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its buttons do what can be done
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list moves by keys; a click only follows the eye
    <div
      className={classes.line}
      data-active={(isActive && isOpen) || undefined}
      aria-current={isActive && isOpen ? 'true' : undefined}
      onClick={onActive}
    >
      <div className={classes.words}>
        <Subject line={line} />
        <Why line={line} />
        {isOpen ? <Note note={line.note} /> : <Said line={line} />}
      </div>
      {isOpen ? (
        <fieldset className={classes.decisions} aria-label={line.title}>
          <NoteButton hasNote={line.note !== null} onNote={onNote} />
          {decisions.map((decision) => (
            <DecisionButton
              key={decision}
              decision={decision}
              isSaid={line.decision === decision}
              onDecide={() => onDecide(decision)}
            />
          ))}
        </fieldset>
      ) : null}
    </div>
  );
}

function DecisionButton({
  decision,
  isSaid,
  onDecide,
}: {
  readonly decision: Decision;
  readonly isSaid: boolean;
  readonly onDecide: () => void;
}) {
  const Icon = icons[decision];
  return (
    <button
      type="button"
      className={classes.decision}
      data-decision={decision}
      aria-pressed={isSaid}
      onClick={onDecide}
    >
      <Icon size={16} stroke={1.8} aria-hidden />
      {words.decisions[decision]}
    </button>
  );
}

function Subject({ line: { facts } }: { readonly line: ReviewLine }) {
  const name = facts.kind === 'access' ? facts.username : valueText(facts.value);
  return (
    <p className={classes.subject}>
      {facts.accountId !== null && facts.integrationId !== null ? (
        <Link to={accountHref(facts.integrationId, facts.accountId)} className="rc-name">
          {name}
        </Link>
      ) : (
        <span className="rc-name">{name}</span>
      )}
      {facts.kind === 'access' ? (
        <span className={classes.what}>{facts.capabilityTitle}</span>
      ) : null}
      {facts.kind === 'access' && facts.change !== 'held' ? (
        <span className={classes.change}>{words.changes[facts.change]}</span>
      ) : null}
    </p>
  );
}

function valueText(value: string | null): string {
  return value === null ? words.notTold : value.replaceAll('_', ' ');
}

function Why({ line: { facts } }: { readonly line: ReviewLine }) {
  if (facts.kind === 'sign-ins') {
    const parts = [...facts.reasons, words.signIns(facts.signIns, facts.failures)];
    return <p className="rc-meta">{parts.map(sentence).join(' · ')}</p>;
  }
  // A date is not broken over two lines.
  const day = (instant: string): string => date(new Date(instant)).replaceAll(' ', '\u00a0');
  const parts = [
    `${facts.role} (${facts.roleKind.replaceAll('_', ' ')})`,
    facts.since === null ? words.alwaysThere : words.since(day(facts.since)),
    ...(facts.grantedBy === null ? [] : [words.grantedBy(facts.grantedBy)]),
    ...(facts.expiresAt === null ? [] : [words.until(day(facts.expiresAt))]),
    facts.lastSignInAt === null ? words.neverSignedIn : words.lastSignIn(day(facts.lastSignInAt)),
  ];
  return <p className="rc-meta">{parts.map(sentence).join(' · ')}</p>;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What was said in the end. While a review is open, the pressed button says it. */
function Said({ line: { decision, note, decidedBy } }: Pick<LineRowProps, 'line'>) {
  if (decision === null) return null;
  const Icon = icons[decision];
  return (
    <>
      <p className={classes.said}>
        <span className={classes.decided} data-decision={decision}>
          <Icon size={16} stroke={1.8} aria-hidden />
          {words.decided[decision]}
        </span>
        <span className="rc-meta">{words.by(decidedBy ?? '')}</span>
      </p>
      <Note note={note} />
    </>
  );
}

function Note({ note }: { readonly note: string | null }) {
  return note === null ? null : <p className={classes.note}>“{note}”</p>;
}

function NoteButton({
  hasNote,
  onNote,
}: {
  readonly hasNote: boolean;
  readonly onNote: () => void;
}) {
  const name = hasNote ? words.changeNote : words.addNote;
  return (
    <Tooltip label={name}>
      <button
        type="button"
        className={classes.decision}
        data-decision="note"
        aria-label={name}
        onClick={onNote}
      >
        <IconMessage size={16} stroke={1.6} aria-hidden />
      </button>
    </Tooltip>
  );
}
