import { Button, PasswordInput } from '@mantine/core';
import type { WidgetProps } from '@rjsf/utils';
import { type ClipboardEvent, useState } from 'react';

import { date } from '../../format/times.js';
import { formWords as words } from '../../words/form.js';
import { cleanText } from '../clean.js';
import { useField } from '../form-notes.js';
import { fieldSchemaOf, widthOf } from './widget-schema.js';
import classes from './widgets.module.css';

/** A secret: what is stored is never here; what is typed can be looked at until it is sent. */
export function SecretWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onChange } = props;
  const { notes, pointer } = useField(id);
  const [isReplacing, setIsReplacing] = useState(false);
  const isStored = notes.stored.has(pointer.slice(1));
  const isEntered = typeof value === 'string' && value !== '';
  if (isStored && !isReplacing && !isEntered) {
    return (
      <div className={classes.stored} id={id}>
        <span>
          {notes.storedAt === undefined
            ? words.storedSecretUndated
            : words.storedSecret(date(new Date(notes.storedAt)))}
        </span>
        {readonly ? null : (
          <Button
            variant="subtle"
            size="compact-sm"
            disabled={disabled === true}
            onClick={() => setIsReplacing(true)}
          >
            {words.replace}
          </Button>
        )}
      </div>
    );
  }
  const keep = () => {
    setIsReplacing(false);
    onChange(undefined);
  };
  return (
    <>
      <SecretInput {...props} isNew={isReplacing} />
      {isStored ? (
        <button type="button" className={`${classes.inline} rc-small`} onClick={keep}>
          {words.keepStored}
        </button>
      ) : null}
    </>
  );
}

function SecretInput(props: WidgetProps & { readonly isNew: boolean }) {
  const { id, value, disabled, readonly, onChange, isNew } = props;
  const schema = fieldSchemaOf(props);
  const { aria, focus } = useField(id);
  const set = (text: string) => onChange(text === '' ? undefined : text);
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const { selectionStart, selectionEnd, value: present } = event.currentTarget;
    const pasted = event.clipboardData.getData('text');
    event.preventDefault();
    const whole =
      present.slice(0, selectionStart ?? 0) +
      pasted +
      present.slice(selectionEnd ?? present.length);
    set(cleanText(whole, schema['x-ui']?.clean));
  };
  return (
    <PasswordInput
      id={id}
      {...aria}
      {...focus}
      className={classes[widthOf(schema)]}
      value={typeof value === 'string' ? value : ''}
      placeholder={schema['x-ui']?.placeholder ?? ''}
      disabled={disabled === true}
      readOnly={readonly === true}
      autoComplete="new-password"
      autoFocus={isNew}
      visibilityToggleButtonProps={{ 'aria-label': words.showSecret }}
      onChange={(event) => set(event.currentTarget.value)}
      onPaste={paste}
    />
  );
}
