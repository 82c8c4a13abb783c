import { Select } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';

import classes from './side-list.module.css';

/** One place of a list at the left. */
export interface SidePlace {
  /** Tells places apart; the present one is named by it. */
  readonly value: string;
  readonly to: string;
  readonly label: string;
  /** At the right of its name. */
  readonly count?: string;
  /** Heads the places of one kind, which follow each other. */
  readonly group?: string;
}

interface SideListProps {
  /** Names the list. */
  readonly label: string;
  readonly places: readonly SidePlace[];
  readonly present: string | undefined;
  /** Long names: the list is wider. */
  readonly isWide?: boolean;
  /** What the list leads to. */
  readonly children: ReactNode;
}

/** A list at the left of what it leads to; a select above it where the page is narrow. */
export function SideList({ label, places, present, isWide = false, children }: SideListProps) {
  const navigate = useNavigate();
  const go = (value: string | null) => {
    const place = places.find((each) => each.value === value);
    if (place) navigate(place.to);
  };
  return (
    <div className={classes.columns} data-wide-list={isWide || undefined}>
      <nav aria-label={label} className={classes.list}>
        {groupsOf(places).map(([group, members]) => (
          <Fragment key={group}>
            {group === '' ? null : <p className={`${classes.group} rc-meta`}>{group}</p>}
            <ul aria-label={group === '' ? undefined : group}>
              {members.map((place) => (
                <PlaceLink key={place.value} place={place} present={present} />
              ))}
            </ul>
          </Fragment>
        ))}
      </nav>
      <Select
        className={classes.select}
        aria-label={label}
        data={groupsOf(places).flatMap(optionsOf)}
        value={present ?? null}
        allowDeselect={false}
        onChange={go}
      />
      <div className={classes.content}>{children}</div>
    </div>
  );
}

function PlaceLink({ place, present }: { place: SidePlace; present: string | undefined }) {
  const { value, to, label, count } = place;
  return (
    <li>
      <Link to={to} className={classes.place} aria-current={value === present ? 'page' : undefined}>
        <span className={classes.name}>{label}</span>
        {count === undefined ? null : <span className={classes.count}>{count}</span>}
      </Link>
    </li>
  );
}

function groupsOf(
  places: readonly SidePlace[],
): readonly (readonly [string, readonly SidePlace[]])[] {
  return [...Map.groupBy(places, ({ group = '' }) => group)];
}

type Option = { readonly value: string; readonly label: string };

/** The places of a group for the select: alone where they have no heading. */
function optionsOf([group, members]: readonly [string, readonly SidePlace[]]): (
  | Option
  | { group: string; items: Option[] }
)[] {
  const options = members.map(optionOf);
  return group === '' ? options : [{ group, items: options }];
}

function optionOf({ value, label, count }: SidePlace): Option {
  return { value, label: count === undefined ? label : `${label} (${count})` };
}
