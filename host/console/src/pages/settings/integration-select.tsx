import { Select } from '@mantine/core';

import type { Integration } from '../../api/integrations.js';

interface IntegrationSelectProps {
  readonly label: string;
  readonly integrations: readonly Integration[];
  readonly present: Integration;
  readonly onChange: (id: string) => void;
}

/** Chooses whose settings these are; nothing where there is one integration only. */
export function IntegrationSelect(props: IntegrationSelectProps) {
  const { label, integrations, present, onChange } = props;
  if (integrations.length < 2) return null;
  return (
    <Select
      aria-label={label}
      data={integrations.map(({ id, name }) => ({ value: id, label: name }))}
      value={present.id}
      allowDeselect={false}
      searchable={integrations.length > 10}
      onChange={(id) => id !== null && onChange(id)}
    />
  );
}
