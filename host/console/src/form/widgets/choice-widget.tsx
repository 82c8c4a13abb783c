import { Radio, SegmentedControl, Select } from '@mantine/core';
import type { WidgetProps } from '@rjsf/utils';

import { formWords as words } from '../../words/form.js';
import { type Choice, choicesOf } from '../field-schema.js';
import { useField } from '../form-notes.js';
import { fieldSchemaOf, widthOf } from './widget-schema.js';
import classes from './widgets.module.css';

const fewWords = 24;

/** One of several: side by side when they are three short words, radios up to four, else a list. */
export function ChoiceWidget(props: WidgetProps) {
  const choices = choicesOf(fieldSchemaOf(props)) ?? [];
  const letters = choices.reduce((sum, { label }) => sum + label.length, 0);
  if (choices.length <= 3 && letters <= fewWords && props.required) {
    return <Segments {...props} choices={choices} />;
  }
  return choices.length <= 4 && props.required ? (
    <Radios {...props} choices={choices} />
  ) : (
    <List {...props} choices={choices} />
  );
}

interface ChoiceProps extends WidgetProps {
  readonly choices: readonly Choice[];
}

/** Choices by their place: values may be of any type. */
function optionsOf(choices: readonly Choice[]) {
  return choices.map(({ label }, index) => ({ value: String(index), label }));
}

function indexOf(choices: readonly Choice[], value: unknown): string | null {
  const index = choices.findIndex((choice) => choice.value === value);
  return index < 0 ? null : String(index);
}

function Segments({ id, value, choices, label, disabled, readonly, onChange }: ChoiceProps) {
  const { fault } = useField(id);
  return (
    <SegmentedControl
      id={id}
      aria-label={label}
      aria-invalid={fault !== undefined}
      aria-describedby={`${id}-fault ${id}-help`}
      data={optionsOf(choices)}
      value={indexOf(choices, value) ?? ''}
      disabled={disabled === true}
      readOnly={readonly === true}
      onChange={(next) => onChange(choices[Number(next)]?.value)}
    />
  );
}

function Radios({ id, value, choices, label, disabled, readonly, onChange }: ChoiceProps) {
  const { aria, focus } = useField(id);
  return (
    <Radio.Group
      id={id}
      aria-label={label}
      {...aria}
      value={indexOf(choices, value)}
      readOnly={readonly === true}
      onChange={(next) => onChange(choices[Number(next)]?.value)}
    >
      <div className={classes.options} {...focus}>
        {optionsOf(choices).map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            label={option.label}
            disabled={disabled === true}
          />
        ))}
      </div>
    </Radio.Group>
  );
}

function List(props: ChoiceProps) {
  const { id, value, choices, required, disabled, readonly, onChange } = props;
  const { aria, focus } = useField(id);
  return (
    <Select
      id={id}
      {...aria}
      {...focus}
      className={classes[widthOf(fieldSchemaOf(props))]}
      data={optionsOf(choices)}
      value={indexOf(choices, value)}
      placeholder={words.choose}
      searchable={choices.length > 10}
      clearable={required !== true}
      disabled={disabled === true}
      readOnly={readonly === true}
      onChange={(next) => onChange(next === null ? undefined : choices[Number(next)]?.value)}
    />
  );
}
