import { Checkbox, MultiSelect, TagsInput } from '@mantine/core';
import type { WidgetProps } from '@rjsf/utils';

import { formWords as words } from '../../words/form.js';
import { choicesOf } from '../field-schema.js';
import { useField } from '../form-notes.js';
import { fieldSchemaOf } from './widget-schema.js';
import classes from './widgets.module.css';

const mostBoxes = 8;

/** Any of several: boxes while they are few, else a list to search. */
export function ChoicesWidget(props: WidgetProps) {
  const { id, value, label, disabled, readonly, onChange } = props;
  const choices = choicesOf(fieldSchemaOf(props).items ?? {}) ?? [];
  const { aria, focus } = useField(id);
  const present: readonly unknown[] = Array.isArray(value) ? value : [];
  const chosen = choices.flatMap((choice, index) =>
    present.includes(choice.value) ? [String(index)] : [],
  );
  const set = (next: readonly string[]) => {
    const values = next.map((index) => choices[Number(index)]?.value);
    onChange(values.length === 0 ? undefined : values);
  };
  const options = choices.map((choice, index) => ({ value: String(index), label: choice.label }));
  if (choices.length > mostBoxes) {
    return (
      <MultiSelect
        id={id}
        {...aria}
        {...focus}
        data={options}
        value={chosen}
        searchable
        disabled={disabled === true}
        readOnly={readonly === true}
        onChange={set}
      />
    );
  }
  return (
    <Checkbox.Group id={id} aria-label={label} {...aria} value={chosen} onChange={set}>
      <div className={classes.options} {...focus}>
        {options.map((option) => (
          <Checkbox
            key={option.value}
            value={option.value}
            label={option.label}
            disabled={disabled === true || readonly === true}
          />
        ))}
      </div>
    </Checkbox.Group>
  );
}

/** Several texts; pasted lines become one each. */
export function TagsWidget({ id, value, disabled, readonly, onChange }: WidgetProps) {
  const { aria, focus } = useField(id);
  const present: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <TagsInput
      id={id}
      {...aria}
      {...focus}
      value={present.map(String)}
      splitChars={[',', '\n', '\t']}
      placeholder={present.length === 0 ? words.tagsHelp : ''}
      disabled={disabled === true}
      readOnly={readonly === true}
      acceptValueOnBlur
      onChange={(next) => onChange(next.length === 0 ? undefined : next)}
    />
  );
}
