import { default as JsonForm } from '@rjsf/core';
import type { RJSFSchema, TemplatesType } from '@rjsf/utils';
import { useMemo } from 'react';

import type { FieldSchema, JsonObject } from './field-schema.js';
import { FormContext, type FormNotes, idPrefix } from './form-notes.js';
import { AlternativesTemplate } from './templates/alternatives-template.js';
import { ArrayItemTemplate, ArrayTemplate } from './templates/array-template.js';
import { FieldTemplate } from './templates/field-template.js';
import { ObjectTemplate } from './templates/object-template.js';
import { uiSchemaOf } from './ui-schema.js';
import { drawingValidator } from './validator.js';
import { widgets } from './widgets/widgets.js';

const templates: Partial<TemplatesType> = {
  FieldTemplate,
  ObjectFieldTemplate: ObjectTemplate,
  ArrayFieldTemplate: ArrayTemplate,
  ArrayFieldItemTemplate: ArrayItemTemplate,
  MultiSchemaFieldTemplate: AlternativesTemplate,
};

interface ConfigFormProps {
  /** The manifest's `config`. */
  readonly schema: FieldSchema;
  readonly value: JsonObject;
  readonly onChange: (value: JsonObject) => void;
  readonly notes: FormNotes;
  readonly isReadOnly?: boolean;
}

/** The form that a manifest describes. What is wrong comes from outside, in `notes`. */
export function ConfigForm(props: ConfigFormProps) {
  const { schema, value, onChange, notes, isReadOnly = false } = props;
  const uiSchema = useMemo(() => uiSchemaOf(schema), [schema]);
  const drawn = useMemo(() => drawnSchema(schema), [schema]);
  return (
    <FormContext value={notes}>
      <JsonForm<JsonObject>
        tagName="div"
        schema={drawn}
        uiSchema={uiSchema}
        formData={value}
        validator={drawingValidator}
        widgets={widgets}
        templates={templates}
        idPrefix={idPrefix}
        idSeparator="/"
        readonly={isReadOnly}
        showErrorList={false}
        noHtml5Validate
        onChange={({ formData }) => onChange(formData ?? {})}
      >
        {' '}
      </JsonForm>
    </FormContext>
  );
}

/** What rjsf draws: the schema without what names its dialect, which rjsf knows by other names. */
function drawnSchema(schema: FieldSchema): RJSFSchema {
  const { $schema: _, ...rest }: FieldSchema & { readonly $schema?: string } = schema;
  const drawn: unknown = rest;
  return isSchema(drawn) ? drawn : {};
}

function isSchema(value: unknown): value is RJSFSchema {
  return typeof value === 'object' && value !== null;
}
