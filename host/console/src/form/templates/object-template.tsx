import type { ObjectFieldTemplateProps } from '@rjsf/utils';
import { type ReactNode, use } from 'react';

import { FoldedMarkdown } from '../../components/markdown.js';
import { formWords as words } from '../../words/form.js';
import type { FieldSchema } from '../field-schema.js';
import { FormContext } from '../form-notes.js';
import { fieldSchemaOf } from '../widgets/widget-schema.js';
import classes from './templates.module.css';

/** The group that is folded until it is wanted. */
const folded = 'advanced';

interface Group {
  readonly name: string;
  readonly members: ObjectFieldTemplateProps['properties'];
}

/** The fields of an object: those without a group first, then each group under its heading. */
export function ObjectTemplate(props: ObjectFieldTemplateProps) {
  const schema = fieldSchemaOf(props);
  const { fieldPathId, properties, title, uiSchema } = props;
  const groups = groupsOf(schema, properties);
  const path = fieldPathId.path.filter((part) => part !== 'XxxOf');
  const hasTitle = path.length > 0 && uiSchema?.['ui:options']?.isBranch !== true;
  const isItem = typeof path.at(-1) === 'number';
  if (properties.length === 0 && !schema.oneOf) return null;
  return (
    <div className={classes.fields}>
      {hasTitle && !isItem && title ? <ObjectTitle title={title} schema={schema} /> : null}
      {groups.map((group) => (
        <GroupFields key={group.name} group={group} path={path} />
      ))}
    </div>
  );
}

function ObjectTitle({ title, schema }: { readonly title: string; readonly schema: FieldSchema }) {
  const help = schema['x-ui']?.help ?? schema.description ?? '';
  return (
    <div>
      <h3>{title}</h3>
      {help === '' ? null : (
        <div className="rc-meta">
          <FoldedMarkdown text={help} />
        </div>
      )}
    </div>
  );
}

interface GroupFieldsProps {
  readonly group: Group;
  readonly path: readonly (string | number)[];
}

function GroupFields({ group, path }: GroupFieldsProps) {
  const { faults } = use(FormContext);
  const fields = group.members.map(({ content }) => content);
  if (group.name === '') return fields;
  if (group.name !== folded) return <Section title={group.name}>{fields}</Section>;
  const start = ['', ...path].join('/');
  const isWrong = [...faults.keys()].some((pointer) =>
    group.members.some(({ name }) => `${pointer}/`.startsWith(`${start}/${name}/`)),
  );
  return (
    <details className={classes.folded} {...(isWrong ? { open: true } : {})}>
      <summary>{words.advanced}</summary>
      <div className={classes.fields}>{fields}</div>
    </details>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.fields} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function groupsOf(
  schema: FieldSchema,
  properties: ObjectFieldTemplateProps['properties'],
): readonly Group[] {
  const byGroup = Map.groupBy(
    properties.filter(({ hidden }) => !hidden),
    ({ name }) => schema.properties?.[name]?.['x-ui']?.group ?? '',
  );
  const rank = (name: string) => (name === '' ? 0 : name === folded ? 2 : 1);
  return [...byGroup]
    .map(([name, members]) => ({ name, members }))
    .toSorted((a, b) => rank(a.name) - rank(b.name));
}
