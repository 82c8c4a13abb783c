import type { MultiSchemaFieldTemplateProps } from '@rjsf/utils';

import classes from './templates.module.css';

/** Alternatives: the cards to choose from, and the fields of the chosen one. */
export function AlternativesTemplate({
  selector,
  optionSchemaField,
}: MultiSchemaFieldTemplateProps) {
  return (
    <div className={classes.alternatives}>
      {selector}
      <div aria-live="polite">{optionSchemaField}</div>
    </div>
  );
}
