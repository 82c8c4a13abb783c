import { Menu, SegmentedControl, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconChevronUp, IconLogout, IconUser, IconUserCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';

import { sessionKey, signOut } from '../api/session.js';
import { shellWords as words } from '../words/shell.js';
import { useSession } from './session-context.js';
import classes from './user-menu.module.css';

const schemes = [
  { value: 'light', label: words.light },
  { value: 'dark', label: words.dark },
  { value: 'auto', label: words.system },
] as const;

/** Who is signed in: theme, profile, sign out. */
export function UserMenu() {
  const session = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = useMutation({
    mutationFn: signOut,
    onSettled: () => {
      client.clear();
      client.setQueryData(sessionKey, null);
      navigate('/sign-in');
    },
  });
  return (
    <Menu position="top-start" width={232}>
      <Menu.Target>
        <UnstyledButton
          className={classes.button}
          aria-label={words.accountMenu(session.user.name)}
        >
          <IconUser size={18} stroke={1.6} aria-hidden />
          <span className={`${classes.name} rc-cut`}>{session.user.name}</span>
          <IconChevronUp size={16} stroke={1.6} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{session.user.login}</Menu.Label>
        <div className={classes.theme}>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={words.theme}
            data={[...schemes]}
            value={colorScheme}
            onChange={setColorScheme}
          />
        </div>
        <Menu.Divider />
        <Menu.Item
          component={Link}
          to="/settings/profile"
          leftSection={<IconUserCircle size={18} stroke={1.6} />}
        >
          {words.profile}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={18} stroke={1.6} />}
          onClick={() => leave.mutate()}
        >
          {words.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
