import { VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { integrationsQuery } from '../api/integrations.js';
import { shellWords as words } from '../words/shell.js';
import classes from './integrations-dot.module.css';

/** A dot beside "Integrations" when one of them needs a person. */
export function IntegrationsDot() {
  const { data = [] } = useQuery(integrationsQuery);
  const count = data.filter(({ status }) => status === 'not-connected').length;
  if (count === 0) return null;
  const text = words.needAttention(count);
  return (
    <span className={classes.dot} title={text}>
      <VisuallyHidden>{text}</VisuallyHidden>
    </span>
  );
}
