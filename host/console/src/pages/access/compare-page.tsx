import { IconEqual } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { type AccessDifferences, differencesQuery } from '../../api/access.js';
import { Empty } from '../../components/empty.js';
import { useUrlState } from '../../components/filters/use-url-state.js';
import { PageHead } from '../../components/page-head.js';
import { QueryView } from '../../components/query-view.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { useNow } from '../../components/time.js';
import { date } from '../../format/times.js';
import { accessWords as words } from '../../words/access.js';
import classes from './compare-page.module.css';
import { type ComparedDays, comparedDays } from './compared-days.js';
import { DaysForm } from './days-form.js';
import { DifferenceList } from './difference-list.js';
import { RightsChanges } from './rights-changes.js';

/** Who gained and who lost a privileged capability between two days. */
export function ComparePage() {
  const url = useUrlState();
  const days = comparedDays(url.get('from'), url.get('to'), useNow());
  const differences = useQuery({
    ...differencesQuery({ ...days, integration: url.get('integration') }),
    placeholderData: keepPreviousData,
  });
  const { data, isPlaceholderData } = differences;
  return (
    <>
      <PageHead
        title={words.compareTitle}
        summary={data && !isPlaceholderData ? answerOf(data, days) : ' '}
        back={{ to: '/access', label: words.back }}
      />
      <div className={classes.page}>
        <DaysForm
          key={`${days.from} ${days.to}`}
          days={days}
          onCompare={(next) => url.set({ ...next })}
        />
        <QueryView
          query={differences}
          skeleton={<TableSkeleton rows={3} />}
          failed={words.compareFailed}
        >
          {(found) => <Differences found={found} />}
        </QueryView>
      </div>
    </>
  );
}

/** One sentence that a person can repeat. */
function answerOf({ added, removed, changed }: AccessDifferences, days: ComparedDays): string {
  const between = words.between(dayText(days.from), dayText(days.to));
  const gained =
    added.length === 0 ? words.nobodyGained(between) : words.gained(added.length, between);
  const rest = [
    removed.length > 0 ? words.lost(removed.length) : '',
    changed.length > 0 ? words.otherwise(changed.length) : '',
  ].filter((part) => part !== '');
  return rest.length === 0 ? gained : `${gained} ${words.also(rest.join(', '))}`;
}

function dayText(day: string): string {
  return date(new Date(`${day}T00:00:00Z`), 'UTC');
}

function Differences({ found }: { readonly found: AccessDifferences }) {
  const { added, removed, changed, rightsChanges, notes } = found;
  const isNothing = added.length + removed.length + changed.length === 0;
  return (
    <>
      {notes.length > 0 ? (
        <ul className={`${classes.notes} rc-small`}>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
      {isNothing && rightsChanges.length === 0 ? (
        <Empty icon={IconEqual} title={words.nothing} text={words.nothingText} />
      ) : null}
      <DifferenceList kind="added" rows={added.map((after) => ({ after }))} />
      <DifferenceList kind="removed" rows={removed.map((after) => ({ after }))} />
      <DifferenceList kind="moved" rows={changed} />
      <RightsChanges changes={rightsChanges} />
    </>
  );
}
