import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { addDelivery, type Delivery, deliveriesQuery } from '../../api/deliveries.js';
import { QuestionDialog } from '../../components/question-dialog.js';
import { ShownOnce } from '../../components/shown-once.js';
import { deliveryWords as words } from '../../words/delivery.js';

type Given = Pick<Delivery, 'name' | 'kind' | 'address' | 'minSeverity'>;

const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
const order = ['label', 'input', 'error', 'description'] as const;

/** Adds a delivery; of a webhook the secret that signs its messages is shown, once. */
export function DeliveryDialog({ onClose }: { readonly onClose: () => void }) {
  const [given, setGiven] = useState<Given>({
    name: '',
    kind: 'webhook',
    address: '',
    minSeverity: 'high',
  });
  const [isTried, setIsTried] = useState(false);
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: addDelivery,
    onSuccess: async ({ secret }) => {
      if (secret === null) onClose();
      await client.invalidateQueries({ queryKey: deliveriesQuery.queryKey });
    },
  });
  const secret = add.data?.secret;
  if (typeof secret === 'string') {
    return (
      <ShownOnce
        title={words.secretTitle(given.name)}
        text={words.secretText}
        value={secret}
        what={words.what}
        onClose={onClose}
      />
    );
  }
  const faults = faultsOf(given);
  const submit = () => {
    setIsTried(true);
    if (!faults.name && !faults.address) add.mutate(trimmed(given));
  };
  const set = (part: Partial<Given>) => setGiven((present) => ({ ...present, ...part }));
  return (
    <QuestionDialog
      title={words.addTitle}
      verb={words.verb}
      isPending={add.isPending}
      error={add.error}
      failed={words.notAdded}
      onConfirm={submit}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label={words.kind}
        data={[
          { value: 'webhook', label: words.kinds.webhook },
          { value: 'file', label: words.kinds.file },
        ]}
        value={given.kind}
        onChange={(kind) => set({ kind: kind === 'file' ? 'file' : 'webhook' })}
      />
      <TextInput
        label={words.name}
        data-autofocus
        autoComplete="off"
        value={given.name}
        error={isTried ? faults.name : undefined}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={given.kind === 'file' ? words.fileAddress : words.webhookAddress}
        description={given.kind === 'file' ? words.fileHelp : words.webhookHelp}
        inputWrapperOrder={[...order]}
        autoComplete="off"
        value={given.address}
        error={isTried ? faults.address : undefined}
        onChange={(event) => set({ address: event.currentTarget.value })}
      />
      <Select
        label={words.severity}
        data={severities.map((value) => ({ value, label: words.severities[value] }))}
        value={given.minSeverity}
        allowDeselect={false}
        onChange={(value) =>
          set({ minSeverity: severities.find((each) => each === value) ?? given.minSeverity })
        }
      />
    </QuestionDialog>
  );
}

function trimmed(given: Given): Given {
  return { ...given, name: given.name.trim(), address: given.address.trim() };
}

/** What is plainly missing; the host judges the rest. */
function faultsOf({ name, kind, address }: Given): { name?: string; address?: string } {
  const isAddress = kind === 'webhook' ? URL.canParse(address.trim()) : address.trim() !== '';
  return {
    ...(name.trim() === '' ? { name: words.nameMissing } : {}),
    ...(isAddress ? {} : { address: kind === 'file' ? words.fileMissing : words.webhookMissing }),
  };
}
