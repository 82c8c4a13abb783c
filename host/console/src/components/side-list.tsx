import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
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
}

interface SideListProps {
  /** Names the list. */
  readonly label: string;
  readonly places: readonly SidePlace[];
  readonly present: string | undefined;
  /** What the list leads to. */
  readonly children: ReactNode;
}

/** A list at the left of what it leads to; a select above it where the page is narrow. */
export function SideList({ label, places, present, children }: SideListProps) {
  const navigate = useNavigate();
  const go = (value: string | null) => {
    const place = places.find((each) => each.value === value);
    if (place) navigate(place.to);
  };
  return (
    <div className={classes.columns}>
      <nav aria-label={label} className={classes.list}>
        <ul>
          {places.map((place) => (
            <li key={place.value}>
              <Link
                to={place.to}
                className={classes.place}
                aria-current={place.value === present ? 'page' : undefined}
              >
                <span className={classes.name}>{place.label}</span>
                {place.count === undefined ? null : (
                  <span className={classes.count}>{place.count}</span>
                )}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Select
        className={classes.select}
        aria-label={label}
        data={places.map(({ value, label: name, count }) => ({
          value,
          label: count === undefined ? name : `${name} (${count})`,
        }))}
        value={present ?? null}
        allowDeselect={false}
        onChange={go}
      />
      <div className={classes.content}>{children}</div>
    </div>
  );
}
