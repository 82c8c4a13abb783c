import { NavLink } from 'react-router';

import classes from './tabs.module.css';

/** One view of a thing, at an address of its own. */
export interface Tab {
  readonly to: string;
  readonly title: string;
  /** How much there is behind it; not shown when there is nothing. */
  readonly count?: number;
}

interface TabsProps {
  /** What the tabs are of, for screen readers. */
  readonly label: string;
  readonly tabs: readonly Tab[];
}

/** Views of one thing, side by side. They scroll sideways where there is too little room. */
export function Tabs({ label, tabs }: TabsProps) {
  return (
    <nav className={classes.tabs} aria-label={label}>
      {tabs.map(({ to, title, count = 0 }) => (
        <NavLink key={to} to={to} className={() => classes.tab}>
          {title}
          {count > 0 ? <span className="rc-meta rc-numbers"> {count}</span> : null}
        </NavLink>
      ))}
    </nav>
  );
}
