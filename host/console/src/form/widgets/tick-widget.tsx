import { Checkbox } from '@mantine/core';
import type { WidgetProps } from '@rjsf/utils';

import { useField } from '../form-notes.js';

/** Yes or no in a form that is saved; the label is right of the box. */
export function TickWidget({ id, value, label, disabled, readonly, onChange }: WidgetProps) {
  const { aria, focus } = useField(id);
  return (
    <Checkbox
      id={id}
      {...aria}
      {...focus}
      label={label}
      checked={value === true}
      disabled={disabled === true || readonly === true}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
