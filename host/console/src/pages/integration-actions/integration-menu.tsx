import { ActionIcon, Menu } from '@mantine/core';
import {
  IconDots,
  IconDownload,
  IconListDetails,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnected,
  IconReceipt,
  IconTrash,
  type TablerIcon,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import type { Integration } from '../../api/integrations.js';
import { useMay } from '../../app/session-context.js';
import { ErrorNote } from '../../components/error-note.js';
import { useKeys } from '../../components/keys.js';
import { SideDrawer } from '../../components/side-drawer.js';
import { actionWords as words } from '../../words/actions.js';
import classes from './integration-menu.module.css';
import { PlanDialog } from './plan-dialog.js';
import { RemoveDialog } from './remove-dialog.js';
import { TestDrawer } from './test-drawer.js';
import { useActions } from './use-actions.js';

interface IntegrationMenuProps {
  readonly integration: Integration;
  /** Whether T tests and R collects: where there is only this one. */
  readonly hasKeys?: boolean;
}

type Opened = 'test' | 'plan' | 'remove';

/** The 3-dot menu, the same wherever an integration is shown. What the role may never do is not in it. */
export function IntegrationMenu({ integration, hasKeys = false }: IntegrationMenuProps) {
  const [opened, setOpened] = useState<Opened>();
  const mayAct = useMay('operator');
  const actions = useActions(integration);
  const close = () => setOpened(undefined);
  const { pause, resume, collect } = actions;
  useKeys(
    {
      t: () => setOpened('test'),
      r: hindranceOf(integration) === undefined ? () => collect.mutate() : undefined,
    },
    hasKeys && mayAct && opened === undefined,
  );
  if (!mayAct) return null;
  return (
    <>
      <Menu width={232}>
        <Menu.Target>
          <ActionIcon
            size={32}
            variant="subtle"
            color="gray"
            aria-label={words.menu(integration.name)}
          >
            <IconDots size={18} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <MenuItems
          integration={integration}
          onOpen={setOpened}
          onCollect={() => collect.mutate()}
          onPause={() => (integration.paused ? resume : pause).mutate()}
        />
      </Menu>
      {opened === 'test' ? <TestDrawer integration={integration} onClose={close} /> : null}
      {opened === 'plan' ? <PlanDialog integration={integration} onClose={close} /> : null}
      {opened === 'remove' ? <RemoveDialog integration={integration} onClose={close} /> : null}
      <ActionFailure integration={integration} actions={actions} />
    </>
  );
}

/** Why it cannot be collected now. */
function hindranceOf({ paused, openRun }: Integration): string | undefined {
  if (paused) return words.isPaused;
  return openRun?.hook === 'collect' ? words.isCollecting : undefined;
}

interface MenuItemsProps {
  readonly integration: Integration;
  readonly onOpen: (what: Opened) => void;
  readonly onCollect: () => void;
  readonly onPause: () => void;
}

function MenuItems({ integration, onOpen, onCollect, onPause }: MenuItemsProps) {
  const navigate = useNavigate();
  const mayRemove = useMay('administrator');
  const home = `/integrations/${encodeURIComponent(integration.id)}`;
  const { paused } = integration;
  const hindrance = hindranceOf(integration);
  return (
    <Menu.Dropdown>
      <Item icon={IconPlugConnected} label={words.test} onClick={() => onOpen('test')} />
      <Item icon={IconDownload} label={words.collect} off={hindrance} onClick={onCollect} />
      <Item icon={IconReceipt} label={words.plan} onClick={() => onOpen('plan')} />
      <Item
        icon={paused ? IconPlayerPlay : IconPlayerPause}
        label={paused ? words.resume : words.pause}
        onClick={onPause}
      />
      <Menu.Divider />
      <Item
        icon={IconPencil}
        label={words.edit}
        onClick={() => navigate(`${home}/configuration?edit=1`)}
      />
      <Item
        icon={IconListDetails}
        label={words.diagnostics}
        onClick={() => navigate(`${home}/logs`)}
      />
      {mayRemove ? (
        <>
          <Menu.Divider />
          <Item icon={IconTrash} label={words.remove} isBad onClick={() => onOpen('remove')} />
        </>
      ) : null}
    </Menu.Dropdown>
  );
}

interface ItemProps {
  readonly icon: TablerIcon;
  readonly label: string;
  /** Why it cannot be done now. */
  readonly off?: string | undefined;
  readonly isBad?: boolean;
  readonly onClick: () => void;
}

function Item({ icon: Icon, label, off, isBad = false, onClick }: ItemProps) {
  return (
    <Menu.Item
      leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
      disabled={off !== undefined}
      className={isBad ? classes.bad : ''}
      onClick={onClick}
    >
      {label}
      {off === undefined ? null : <span className="rc-meta rc-below">{off}</span>}
    </Menu.Item>
  );
}

interface ActionFailureProps extends IntegrationMenuProps {
  readonly actions: ReturnType<typeof useActions>;
}

/** What an action was refused for: the menu that asked is closed by then. */
function ActionFailure({ integration, actions }: ActionFailureProps) {
  const reset = () => {
    for (const action of [actions.collect, actions.pause, actions.resume]) action.reset();
  };
  return (
    <SideDrawer isOpen={actions.error !== undefined} onClose={reset} title={integration.name}>
      <ErrorNote error={actions.error} title={words.actionFailed} />
    </SideDrawer>
  );
}
