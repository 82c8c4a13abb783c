import { Textarea, TextInput } from '@mantine/core';
import type { WidgetProps } from '@rjsf/utils';
import { type ClipboardEvent, useState } from 'react';

import { commonWords } from '../../words/common.js';
import { formWords as words } from '../../words/form.js';
import { cleanText } from '../clean.js';
import { useField } from '../form-notes.js';
import { fieldSchemaOf, widthOf } from './widget-schema.js';
import classes from './widgets.module.css';

const inputModes: Readonly<Record<string, { type?: string; inputMode?: 'url' | 'email' }>> = {
  uri: { inputMode: 'url' },
  hostname: { inputMode: 'url' },
  email: { inputMode: 'email' },
  date: { type: 'date' },
  time: { type: 'time' },
};

/** A text of one line, cleaned when it is pasted and when the field is left, never while it is typed. */
export function LineWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onChange } = props;
  const schema = fieldSchemaOf(props);
  const text = textOf(value);
  const { aria, focus } = useField(id);
  const cleaning = useCleaning(text, schema['x-ui']?.clean, (next) => onChange(emptied(next)));
  const mode = inputModes[schema.format ?? ''] ?? {};
  return (
    <>
      <TextInput
        id={id}
        {...mode}
        {...aria}
        className={classes[widthOf(schema)]}
        value={text}
        placeholder={schema['x-ui']?.placeholder ?? ''}
        disabled={disabled === true}
        readOnly={readonly === true}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => cleaning.type(event.currentTarget.value)}
        onPaste={cleaning.paste}
        onFocus={focus.onFocus}
        onBlur={() => {
          cleaning.leave();
          focus.onBlur();
        }}
      />
      <Cleaned cleaning={cleaning} />
    </>
  );
}

/** A text of several lines: keys, certificates, lists. */
export function AreaWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onChange } = props;
  const schema = fieldSchemaOf(props);
  const { aria, focus } = useField(id);
  return (
    <Textarea
      id={id}
      {...aria}
      {...focus}
      autosize
      minRows={3}
      maxRows={12}
      value={textOf(value)}
      placeholder={schema['x-ui']?.placeholder ?? ''}
      disabled={disabled === true}
      readOnly={readonly === true}
      spellCheck={false}
      classNames={{ input: classes.mono }}
      onChange={(event) => onChange(emptied(event.currentTarget.value))}
    />
  );
}

interface Cleaning {
  readonly isCleaned: boolean;
  type(text: string): void;
  paste(event: ClipboardEvent<HTMLInputElement>): void;
  leave(): void;
  undo(): void;
}

/** Cleans, remembers what was there before, and does not insist after an undo. */
function useCleaning(
  text: string,
  clean: readonly { readonly pattern: string; readonly replace: string }[] | undefined,
  onChange: (text: string) => void,
): Cleaning {
  const [before, setBefore] = useState<string>();
  const [kept, setKept] = useState<string>();
  const tidy = (given: string) => {
    const cleaned = cleanText(given, clean);
    const isChanged = cleaned !== given && given !== kept;
    if (isChanged) setBefore(given);
    onChange(isChanged ? cleaned : given);
  };
  return {
    isCleaned: before !== undefined,
    type: (given) => {
      setBefore(undefined);
      onChange(given);
    },
    paste: (event) => {
      const { selectionStart, selectionEnd, value } = event.currentTarget;
      const pasted = event.clipboardData.getData('text');
      event.preventDefault();
      tidy(
        value.slice(0, selectionStart ?? 0) + pasted + value.slice(selectionEnd ?? value.length),
      );
    },
    leave: () => {
      if (text !== '' && cleanText(text, clean) !== text) tidy(text);
    },
    undo: () => {
      if (before === undefined) return;
      setKept(before);
      setBefore(undefined);
      onChange(before);
    },
  };
}

function Cleaned({ cleaning }: { readonly cleaning: Cleaning }) {
  return (
    <p role="status" className={`${classes.cleaned} rc-small`} hidden={!cleaning.isCleaned}>
      {cleaning.isCleaned ? words.cleaned : ''}{' '}
      <button type="button" className={classes.inline} onClick={cleaning.undo}>
        {commonWords.undo}
      </button>
    </p>
  );
}

function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}

/** An empty field has no value. */
function emptied(text: string): string | undefined {
  return text === '' ? undefined : text;
}
