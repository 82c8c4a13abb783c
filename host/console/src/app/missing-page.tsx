import { IconMapOff } from '@tabler/icons-react';
import { Link } from 'react-router';

import { Empty } from '../components/empty.js';
import { PageHead } from '../components/page-head.js';
import { commonWords as words } from '../words/common.js';

/** What an address without a page shows. */
export function MissingPage() {
  return (
    <>
      <PageHead title={words.pageMissing} />
      <Empty icon={IconMapOff} title={words.pageMissing} text={words.pageMissingHint}>
        <Link to="/integrations">{words.goHome}</Link>
      </Empty>
    </>
  );
}
