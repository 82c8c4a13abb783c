import { NumberInput } from '@mantine/core';
import type { WidgetProps } from '@rjsf/utils';

import { useField } from '../form-notes.js';
import { fieldSchemaOf } from './widget-schema.js';
import classes from './widgets.module.css';

/** A number with its unit inside. It takes what is typed: the host says what is out of range. */
export function NumberWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onChange } = props;
  const schema = fieldSchemaOf(props);
  const { aria, focus } = useField(id);
  const unit = schema['x-ui']?.unit;
  const width =
    schema['x-ui']?.width ?? (unit === undefined || unit.length < 8 ? 'short' : 'medium');
  return (
    <NumberInput
      id={id}
      {...aria}
      {...focus}
      className={classes[width]}
      value={typeof value === 'number' || typeof value === 'string' ? value : ''}
      placeholder={schema['x-ui']?.placeholder ?? ''}
      disabled={disabled === true}
      readOnly={readonly === true}
      clampBehavior="none"
      allowDecimal={schema.type !== 'integer'}
      step={schema.multipleOf ?? 1}
      hideControls
      {...(unit === undefined
        ? {}
        : {
            rightSection: <span className={classes.unit}>{unit}</span>,
            rightSectionWidth: 'auto',
          })}
      onChange={(next) => onChange(next === '' ? undefined : next)}
    />
  );
}
