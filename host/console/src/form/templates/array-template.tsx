import { ActionIcon, Button, Tooltip } from '@mantine/core';
import type { ArrayFieldItemTemplateProps, ArrayFieldTemplateProps } from '@rjsf/utils';
import {
  IconArrowDown,
  IconArrowUp,
  IconPlus,
  IconTrash,
  type TablerIcon,
} from '@tabler/icons-react';

import { FoldedMarkdown } from '../../components/markdown.js';
import { formWords as words } from '../../words/form.js';
import { fieldSchemaOf } from '../widgets/widget-schema.js';
import classes from './templates.module.css';

/** A list of objects: cards that can be added, moved and removed. */
export function ArrayTemplate(props: ArrayFieldTemplateProps) {
  const { title, items, canAdd, onAddClick, disabled, readonly } = props;
  const schema = fieldSchemaOf(props);
  const help = schema['x-ui']?.help ?? schema.description ?? '';
  return (
    <section className={classes.list} aria-label={title}>
      <div>
        <h3>{title}</h3>
        {help === '' ? null : (
          <div className="rc-meta">
            <FoldedMarkdown text={help} />
          </div>
        )}
      </div>
      {items}
      {canAdd && !readonly ? (
        <Button
          variant="default"
          size="compact-sm"
          className={classes.add}
          disabled={disabled === true}
          leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
          onClick={() => onAddClick()}
        >
          {words.addItem}
        </Button>
      ) : null}
    </section>
  );
}

/** One card of a list. */
export function ArrayItemTemplate(props: ArrayFieldItemTemplateProps) {
  const { children, index, buttonsProps, readonly } = props;
  const name = words.item(index);
  return (
    <div className={classes.item}>
      <div className={classes.itemHead}>
        <span className="rc-name">{name}</span>
        {readonly ? null : <ItemButtons name={name} {...buttonsProps} />}
      </div>
      {children}
    </div>
  );
}

type ItemButtonsProps = Pick<
  ArrayFieldItemTemplateProps['buttonsProps'],
  | 'disabled'
  | 'hasMoveUp'
  | 'hasMoveDown'
  | 'hasRemove'
  | 'onMoveUpItem'
  | 'onMoveDownItem'
  | 'onRemoveItem'
> & { readonly name: string };

function ItemButtons(props: ItemButtonsProps) {
  const { name, disabled = false } = props;
  return (
    <span className={classes.itemButtons}>
      <ItemButton
        icon={IconArrowUp}
        label={words.moveUp(name)}
        isOff={disabled || !props.hasMoveUp}
        onClick={props.onMoveUpItem}
      />
      <ItemButton
        icon={IconArrowDown}
        label={words.moveDown(name)}
        isOff={disabled || !props.hasMoveDown}
        onClick={props.onMoveDownItem}
      />
      <ItemButton
        icon={IconTrash}
        label={words.removeItem(name)}
        isOff={disabled || !props.hasRemove}
        onClick={props.onRemoveItem}
      />
    </span>
  );
}

interface ItemButtonProps {
  readonly icon: TablerIcon;
  readonly label: string;
  readonly isOff: boolean;
  readonly onClick: () => void;
}

function ItemButton({ icon: Icon, label, isOff, onClick }: ItemButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        size={28}
        variant="subtle"
        color="gray"
        aria-label={label}
        disabled={isOff}
        onClick={() => onClick()}
      >
        <Icon size={16} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}
