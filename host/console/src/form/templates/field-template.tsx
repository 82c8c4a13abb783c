import type { FieldTemplateProps } from '@rjsf/utils';
import { IconExclamationCircle } from '@tabler/icons-react';

import { FoldedMarkdown } from '../../components/markdown.js';
import { formWords as words } from '../../words/form.js';
import { type FieldSchema, isTitledEnum } from '../field-schema.js';
import { useField } from '../form-notes.js';
import { fieldSchemaOf } from '../widgets/widget-schema.js';
import classes from './templates.module.css';

/** Around one field: label above, then the input, its mistake, its help. Objects and lists bring their own. */
export function FieldTemplate(props: FieldTemplateProps) {
  const { id, label, required, hidden, children } = props;
  const schema = fieldSchemaOf(props);
  const isUnusedOld = schema.deprecated === true && props.formData === undefined;
  if (hidden || 'const' in schema || isUnusedOld) return null;
  if (isContainer(schema)) {
    return (
      <div className={classes.container}>
        {children}
        <Fault id={id} {...(tagOf(schema) === undefined ? {} : { tag: tagOf(schema) })} />
      </div>
    );
  }
  const isTick = schema.type === 'boolean';
  return (
    <div className={classes.field}>
      {isTick ? null : (
        <div className={classes.labelRow}>
          <label htmlFor={id} className={classes.label}>
            {label}
          </label>
          {required ? null : <span className="rc-meta">{words.optional}</span>}
        </div>
      )}
      {children}
      <Fault id={id} />
      <Help id={id} schema={schema} />
    </div>
  );
}

/** The one mistake of a field, directly under its input. */
function Fault({ id, tag }: { readonly id: string; readonly tag?: string | undefined }) {
  const { fault, pointer, notes } = useField(id);
  const message = fault ?? (tag === undefined ? undefined : notes.faults.get(`${pointer}/${tag}`));
  return (
    <p id={`${id}-fault`} className={`${classes.fault} rc-small`} hidden={message === undefined}>
      <IconExclamationCircle size={16} stroke={1.6} aria-hidden />
      <span>{message}</span>
    </p>
  );
}

/** What to enter: the manifest's help, then range and example where it does not say them. */
function Help({ id, schema }: { readonly id: string; readonly schema: FieldSchema }) {
  const ui = schema['x-ui'] ?? {};
  const text = ui.help ?? schema.description ?? '';
  const [example] = schema.examples ?? [];
  const isExampleShown = example !== undefined && ui.placeholder === undefined;
  const facts = [
    schema.deprecated ? words.noLongerUsed : '',
    words.range(schema.minimum, schema.maximum),
    isExampleShown && typeof example !== 'object' ? words.example(String(example)) : '',
  ].filter((fact) => fact !== '');
  if (text === '' && facts.length === 0) return <div id={`${id}-help`} hidden />;
  return (
    <div id={`${id}-help`} className={`${classes.help} rc-meta`}>
      {text === '' ? null : <FoldedMarkdown text={text} />}
      {facts.length > 0 ? <p>{facts.join(' ')}</p> : null}
    </div>
  );
}

/** Objects, alternatives and lists of objects; a list of choices or texts is one field. */
function isContainer(schema: FieldSchema): boolean {
  if (schema.type === 'array') return schema.items?.type === 'object';
  return schema.type === 'object' || (schema.oneOf !== undefined && !isTitledEnum(schema));
}

function tagOf(schema: FieldSchema): string | undefined {
  return schema.discriminator?.propertyName;
}
