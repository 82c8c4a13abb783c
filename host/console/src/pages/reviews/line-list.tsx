import { Button, SegmentedControl } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconListCheck } from '@tabler/icons-react';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';

import type { Decision, ReviewLine } from '../../api/reviews.js';
import { Empty } from '../../components/empty.js';
import { ErrorNote } from '../../components/error-note.js';
import { useUrlState } from '../../components/filters/use-url-state.js';
import { SideList, type SidePlace } from '../../components/side-list.js';
import { wholeNumber } from '../../format/numbers.js';
import { reviewWords as words } from '../../words/reviews.js';
import { groupsOf, type LineGroup, type Show, shownLines, shows } from './line-groups.js';
import classes from './line-list.module.css';
import { LineRow } from './line-row.js';
import { NoteDialog } from './note-dialog.js';
import { useJudging } from './use-judging.js';

interface LineListProps {
  readonly reviewId: string;
  readonly lines: readonly ReviewLine[];
  readonly isCompleted: boolean;
  /** Whether lines may be judged: not when it is completed, nor by who may only look. */
  readonly isOpen: boolean;
}

/** A decision that waits for its note. */
interface Saying {
  readonly lines: readonly number[];
  readonly subject: string;
  readonly decision: Decision;
  readonly note: string | null;
}

/** What is to be judged, by groups; A, Q and R judge the line that is marked. */
export function LineList(props: LineListProps) {
  const { lines, isCompleted } = props;
  const url = useUrlState();
  const group = url.get('group');
  const choices: readonly Show[] = shows[isCompleted ? 'completed' : 'open'];
  const show = choices.find((each) => each === url.get('show')) ?? 'all';
  const groups = groupsOf(lines);
  const label = groups.find(({ value }) => value === group)?.label ?? words.allGroups;
  return (
    <SideList
      label={words.group}
      present={group ?? ''}
      places={placesOf(groups, lines, { show, isCompleted })}
    >
      <GroupLines
        key={`${group} ${show}`}
        {...props}
        choice={{ group, show }}
        choices={choices}
        label={label}
        onShow={(next) => url.set({ show: next === 'all' ? undefined : next })}
      />
    </SideList>
  );
}

/** Everything, then each group, with how many lines of it wait. */
function placesOf(
  groups: readonly LineGroup[],
  lines: readonly ReviewLine[],
  { show, isCompleted }: { readonly show: Show; readonly isCompleted: boolean },
): readonly SidePlace[] {
  const waiting = groups.reduce((sum, each) => sum + each.waiting, 0);
  const everything = { value: '', label: words.allGroups, lines: lines.length, waiting };
  return [everything, ...groups].map((each) => {
    const search = new URLSearchParams();
    if (each.value !== '') search.set('group', each.value);
    if (show !== 'all') search.set('show', show);
    return {
      value: each.value,
      to: `?${search.toString()}`,
      label: each.label,
      count: wholeNumber(isCompleted ? each.lines : each.waiting),
    };
  });
}

interface GroupLinesProps extends LineListProps {
  readonly choice: { readonly group: string | undefined; readonly show: Show };
  readonly choices: readonly Show[];
  readonly label: string;
  readonly onShow: (show: Show) => void;
}

function GroupLines(props: GroupLinesProps) {
  const { reviewId, lines, isOpen, choice, label, onShow } = props;
  const judging = useJudging(reviewId);
  const [kept, setKept] = useState<ReadonlySet<number>>(new Set());
  const [saying, setSaying] = useState<Saying>();
  const shown = shownLines(lines, choice, kept);
  const cursor = useCursor(shown);
  const say = (numbers: readonly number[], decision: Decision, note?: string) => {
    setKept(new Set([...kept, ...numbers]));
    judging.mutate({ lines: numbers, decision, note: note === '' ? undefined : note });
  };
  const ask = (line: ReviewLine, decision: Decision) =>
    setSaying({ lines: [line.line], subject: line.title, decision, note: line.note });
  const decide = (line: ReviewLine, decision: Decision) => {
    if (decision === 'question') return ask(line, decision);
    say([line.line], decision);
    cursor.toNextWaiting(line);
  };
  const onKey = (act: (line: ReviewLine) => void) => () => {
    const { active } = cursor;
    if (isOpen && active && document.querySelector('[aria-modal="true"]') === null) act(active);
  };
  useHotkeys([
    ['a', onKey((line) => decide(line, 'accept'))],
    ['q', onKey((line) => decide(line, 'question'))],
    ['r', onKey((line) => decide(line, 'revoke'))],
    ['n', onKey((line) => ask(line, line.decision ?? 'accept'))],
    ['j', onKey(() => cursor.move(1))],
    ['k', onKey(() => cursor.move(-1))],
    ['ArrowDown', onKey(() => cursor.move(1))],
    ['ArrowUp', onKey(() => cursor.move(-1))],
  ]);
  const waiting = shown.filter(({ decision }) => decision === null).map(({ line }) => line);
  const acceptAll = () =>
    setSaying({
      ...{ lines: waiting, decision: 'accept', note: null },
      subject: words.acceptText(label),
    });
  return (
    <div className={classes.list}>
      <ListBar {...props} waiting={waiting.length} onAcceptAll={acceptAll} />
      {judging.error ? <ErrorNote error={judging.error} title={words.decideFailed} /> : null}
      {shown.length === 0 ? (
        <Empty icon={IconListCheck} title={words.noMatch} text={words.noMatchText}>
          <Button variant="default" onClick={() => onShow('all')}>
            {words.showAll}
          </Button>
        </Empty>
      ) : (
        <VirtualLines
          label={label}
          lines={shown}
          isOpen={isOpen}
          cursor={cursor}
          onDecide={decide}
          onNote={(line) => ask(line, line.decision ?? 'accept')}
        />
      )}
      {saying ? (
        <NoteDialog
          {...saying}
          onClose={() => setSaying(undefined)}
          onSay={(note) => {
            say(saying.lines, saying.decision, note);
            setSaying(undefined);
          }}
        />
      ) : null}
    </div>
  );
}

interface ListBarProps extends GroupLinesProps {
  /** Lines in sight that nobody judged. */
  readonly waiting: number;
  readonly onAcceptAll: () => void;
}

function ListBar({ choice, choices, isOpen, waiting, onShow, onAcceptAll }: ListBarProps) {
  return (
    <div className={classes.bar}>
      <SegmentedControl
        size="xs"
        aria-label={words.show}
        data={choices.map((value) => ({ value, label: words.shows[value] }))}
        value={choice.show}
        onChange={(value) => onShow(choices.find((each) => each === value) ?? 'all')}
      />
      {isOpen ? <p className={`${classes.keys} rc-meta`}>{words.keys}</p> : null}
      {isOpen && waiting > 1 ? (
        <Button
          size="compact-sm"
          variant="default"
          className={classes.acceptAll}
          onClick={onAcceptAll}
        >
          {words.acceptShown(waiting)}
        </Button>
      ) : null}
    </div>
  );
}

interface Cursor {
  readonly index: number;
  readonly active: ReviewLine | undefined;
  readonly setIndex: (index: number) => void;
  readonly move: (by: number) => void;
  readonly toNextWaiting: (line: ReviewLine) => void;
}

/** Which line is marked: the first that waits, until somebody moves. */
function useCursor(shown: readonly ReviewLine[]): Cursor {
  const first = shown.findIndex(({ decision }) => decision === null);
  const [chosen, setIndex] = useState<number>();
  const index = Math.min(chosen ?? Math.max(0, first), Math.max(0, shown.length - 1));
  return {
    index,
    active: shown[index],
    setIndex,
    move: (by) => setIndex(Math.min(shown.length - 1, Math.max(0, index + by))),
    toNextWaiting(line) {
      const from = shown.findIndex((each) => each.line === line.line);
      const next = shown.findIndex((each, at) => at > from && each.decision === null);
      setIndex(next < 0 ? from : next);
    },
  };
}

interface VirtualLinesProps {
  readonly label: string;
  readonly lines: readonly ReviewLine[];
  readonly isOpen: boolean;
  readonly cursor: Cursor;
  readonly onDecide: (line: ReviewLine, decision: Decision) => void;
  readonly onNote: (line: ReviewLine) => void;
}

const usualHeight = 66;

function VirtualLines({ label, lines, isOpen, cursor, onDecide, onNote }: VirtualLinesProps) {
  const list = useRef<HTMLUListElement>(null);
  const virtual = useWindowVirtualizer({
    count: lines.length,
    estimateSize: () => usualHeight,
    overscan: 10,
    scrollMargin: list.current?.offsetTop ?? 0,
    getItemKey: (index) => lines[index]?.line ?? index,
  });
  const lastIndex = useRef(cursor.index);
  if (lastIndex.current !== cursor.index) {
    lastIndex.current = cursor.index;
    queueMicrotask(() => virtual.scrollToIndex(cursor.index, { align: 'auto' }));
  }
  const items = virtual.getVirtualItems();
  const { scrollMargin } = virtual.options;
  const before = (items[0]?.start ?? scrollMargin) - scrollMargin;
  const after = virtual.getTotalSize() - ((items.at(-1)?.end ?? scrollMargin) - scrollMargin);
  return (
    <ul
      ref={list}
      aria-label={label}
      className={`${classes.lines} rc-card`}
      style={{ paddingTop: before, paddingBottom: Math.max(0, after) }}
    >
      {items.map(({ index, key }) => {
        const line = lines[index];
        return line === undefined ? null : (
          <li key={key} data-index={index} ref={virtual.measureElement}>
            <LineRow
              line={line}
              isActive={index === cursor.index}
              isOpen={isOpen}
              onActive={() => cursor.setIndex(index)}
              onDecide={(decision) => onDecide(line, decision)}
              onNote={() => onNote(line)}
            />
          </li>
        );
      })}
    </ul>
  );
}
