import {
  IconFlag,
  IconLicense,
  IconLogin2,
  IconPlug,
  IconPuzzle,
  IconSettings,
  IconShieldLock,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import { NavLink } from 'react-router';

import { shellWords as words } from '../words/shell.js';
import { FindingsCount } from './findings-count.js';
import { IntegrationsDot } from './integrations-dot.js';
import { Mark } from './mark.js';
import { SearchButton } from './search/search-button.js';
import classes from './sidebar.module.css';
import { UserMenu } from './user-menu.js';

interface Place {
  readonly to: string;
  readonly name: string;
  readonly icon: TablerIcon;
}

/** The areas that have pages, in groups. */
export const places: readonly (readonly Place[])[] = [
  [
    { to: '/findings', name: words.findings, icon: IconFlag },
    { to: '/accounts', name: words.accounts, icon: IconUsers },
    { to: '/licences', name: words.licences, icon: IconLicense },
    { to: '/sign-ins', name: words.signIns, icon: IconLogin2 },
    { to: '/access', name: words.access, icon: IconShieldLock },
  ],
  [
    { to: '/integrations', name: words.integrations, icon: IconPlug },
    { to: '/plugins', name: words.plugins, icon: IconPuzzle },
    { to: '/settings', name: words.settings, icon: IconSettings },
  ],
];

interface SidebarProps {
  readonly isDrawer?: boolean;
  /** Opens the search of everything. */
  readonly onSearch: () => void;
}

/** The navigation: where everything is, and who is signed in. */
export function Sidebar({ isDrawer = false, onSearch }: SidebarProps) {
  return (
    <div className={classes.sidebar}>
      {isDrawer ? null : (
        <div className={classes.head}>
          <Mark />
        </div>
      )}
      <SearchButton onSearch={onSearch} />
      <nav aria-label={words.navigation} className={classes.places}>
        {places.map((group) => (
          <ul key={group[0]?.to} className={classes.group}>
            {group.map((place) => (
              <li key={place.to}>
                <NavLink to={place.to} className={() => classes.place}>
                  <place.icon size={18} stroke={1.6} aria-hidden />
                  <span className={classes.name}>{place.name}</span>
                  {place.to === '/findings' ? <FindingsCount /> : null}
                  {place.to === '/integrations' ? <IntegrationsDot /> : null}
                </NavLink>
              </li>
            ))}
          </ul>
        ))}
      </nav>
      <UserMenu />
    </div>
  );
}
