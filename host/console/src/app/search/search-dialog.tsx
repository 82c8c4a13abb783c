import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core';
import { useForceUpdate } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useState } from 'react';
import { useNavigate } from 'react-router';

import { searchWords as words } from '../../words/search.js';
import classes from './search-dialog.module.css';
import { useSearch } from './use-search.js';

/** Finds pages, integrations, accounts and findings by name, from every page. */
export function SearchDialog({ onClose }: SearchDialogProps) {
  return (
    <Modal.Root opened onClose={onClose} size={600} radius={12} yOffset="12dvh" centered={false}>
      <Modal.Overlay />
      <Modal.Content aria-label={words.open}>
        <Search onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  );
}

interface SearchDialogProps {
  readonly onClose: () => void;
}

function Search({ onClose }: SearchDialogProps) {
  const [text, setText] = useState('');
  const { sections, isWaiting, error } = useSearch(text);
  const navigate = useNavigate();
  const combobox = useCombobox({ opened: true });
  const { selectFirstOption } = combobox;
  const first = sections[0]?.items[0]?.to;
  const listId = useId();
  const drawAgain = useForceUpdate();
  // biome-ignore lint/correctness/useExhaustiveDependencies: Enter opens the first of what is found now
  useEffect(() => {
    selectFirstOption();
    // the field names its list, and the option in it, only once they are there
    drawAgain();
  }, [text, first]);
  const go = (to: string) => {
    onClose();
    navigate(to);
  };
  return (
    <Combobox store={combobox} onOptionSubmit={go}>
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          className={classes.field}
          type="search"
          role="combobox"
          variant="unstyled"
          size="md"
          aria-label={words.label}
          placeholder={words.label}
          leftSection={<IconSearch size={18} stroke={1.6} aria-hidden />}
          value={text}
          data-autofocus
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </Combobox.EventsTarget>
      <Combobox.Options id={listId} aria-label={words.label} className={classes.found}>
        {sections.map(({ title, items }) => (
          <Combobox.Group key={title} label={title}>
            {items.map(({ to, name, detail }) => (
              <Combobox.Option key={to} value={to} className={classes.option}>
                <span className="rc-cut">{name}</span>
                {detail ? (
                  <span className={`${classes.detail} rc-meta rc-cut`}>{detail}</span>
                ) : null}
              </Combobox.Option>
            ))}
          </Combobox.Group>
        ))}
      </Combobox.Options>
      <Note text={text} isEmpty={sections.length === 0} isWaiting={isWaiting} error={error} />
    </Combobox>
  );
}

interface NoteProps {
  readonly text: string;
  readonly isEmpty: boolean;
  readonly isWaiting: boolean;
  readonly error: Error | null;
}

/** What is not there yet, or at all. */
function Note({ text, isEmpty, isWaiting, error }: NoteProps) {
  return (
    <div role="status" className={`${classes.note} rc-meta`}>
      {error ? <p>{words.failed}</p> : null}
      {isWaiting ? <p>{words.searching}</p> : null}
      {isEmpty && !isWaiting && !error ? (
        <>
          <p className={classes.none}>{words.none(text.trim())}</p>
          <p>{words.noneHint}</p>
        </>
      ) : null}
    </div>
  );
}
