import type { WidgetProps } from '@rjsf/utils';

import { useField } from '../form-notes.js';
import classes from './widgets.module.css';

/** Alternatives as cards: each with what it is and when to take it; its fields follow below. */
export function AlternativesWidget({ id, value, label, disabled, options, onChange }: WidgetProps) {
  const { focus } = useField(id);
  const helps: readonly unknown[] = Array.isArray(options.helps) ? options.helps : [];
  return (
    <div className={classes.cards} role="radiogroup" aria-label={label} {...focus}>
      {(options.enumOptions ?? []).map((option, index) => (
        <label key={option.label} className={classes.card}>
          <input
            type="radio"
            name={id}
            checked={value === index}
            disabled={disabled === true}
            onChange={() => onChange(String(index))}
          />
          <span className={classes.cardWords}>
            <span className="rc-name">{option.label}</span>
            {helps[index] ? <span className="rc-meta">{String(helps[index])}</span> : null}
          </span>
        </label>
      ))}
    </div>
  );
}
