import { IconLock } from '@tabler/icons-react';
import { Outlet, useLocation } from 'react-router';

import { useMay } from '../../app/session-context.js';
import { Empty } from '../../components/empty.js';
import { PageHead } from '../../components/page-head.js';
import { SideList } from '../../components/side-list.js';
import { commonWords } from '../../words/common.js';
import { settingsWords as words } from '../../words/settings.js';
import { type SectionName, sectionNames } from './section-names.js';

/** The settings: a list of sections, and one of them. */
export function SettingsLayout() {
  const isAdministrator = useMay('administrator');
  const { pathname } = useLocation();
  const present = sectionNames.find(({ name }) => pathname.startsWith(`/settings/${name}`));
  const shown = sectionNames.filter(({ isForAll }) => isForAll || isAdministrator);
  const isAllowed = present === undefined || shown.includes(present);
  return (
    <>
      <PageHead
        title={words.title}
        {...(present ? { tabTitle: `${words.title} · ${title(present.name)}` } : {})}
        summary={words.summary}
      />
      <SideList
        label={words.parts}
        present={present?.name}
        places={shown.map(({ name }) => ({
          value: name,
          to: `/settings/${name}`,
          label: title(name),
        }))}
      >
        {isAllowed ? <Outlet /> : <NotAllowed name={present.name} />}
      </SideList>
    </>
  );
}

function NotAllowed({ name }: { readonly name: SectionName }) {
  return (
    <Empty
      icon={IconLock}
      title={words.onlyAdministrator}
      text={commonWords.onlyRole('administrator', `see ${title(name).toLowerCase()}`)}
    />
  );
}

function title(name: SectionName): string {
  return words.sections[name];
}
