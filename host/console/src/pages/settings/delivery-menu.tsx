import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconSend, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { type Delivery, deliveriesQuery, removeDelivery } from '../../api/deliveries.js';
import { QuestionDialog } from '../../components/question-dialog.js';
import { useToast } from '../../components/toast.js';
import { deliveryWords as words } from '../../words/delivery.js';
import classes from './section.module.css';

interface DeliveryMenuProps {
  readonly delivery: Delivery;
  readonly onTest: () => void;
}

/** What can be done with a delivery. */
export function DeliveryMenu({ delivery, onTest }: DeliveryMenuProps) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Menu width={200}>
        <Menu.Target>
          <ActionIcon
            size={32}
            variant="subtle"
            color="gray"
            aria-label={words.menu(delivery.name)}
          >
            <IconDots size={18} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconSend size={18} stroke={1.6} />} onClick={onTest}>
            {words.test}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            className={classes.bad}
            leftSection={<IconTrash size={18} stroke={1.6} />}
            onClick={() => setIsAsking(true)}
          >
            {words.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isAsking ? <RemoveDialog delivery={delivery} onClose={() => setIsAsking(false)} /> : null}
    </>
  );
}

interface RemoveDialogProps {
  readonly delivery: Delivery;
  readonly onClose: () => void;
}

function RemoveDialog({ delivery, onClose }: RemoveDialogProps) {
  const client = useQueryClient();
  const toast = useToast();
  const remove = useMutation({
    mutationFn: () => removeDelivery(delivery.id),
    onSuccess: async () => {
      toast({ text: words.removed(delivery.name) });
      await client.invalidateQueries({ queryKey: deliveriesQuery.queryKey });
    },
  });
  return (
    <QuestionDialog
      title={words.removeTitle(delivery.name)}
      verb={words.removeVerb}
      isBad
      isPending={remove.isPending}
      error={remove.error}
      failed={words.notRemoved}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>{words.removeText(delivery.waiting)}</p>
    </QuestionDialog>
  );
}
