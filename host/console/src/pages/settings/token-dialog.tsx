import { Radio, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { addToken, type Scope, tokensQuery } from '../../api/tokens.js';
import { useMay } from '../../app/session-context.js';
import { QuestionDialog } from '../../components/question-dialog.js';
import { ShownOnce } from '../../components/shown-once.js';
import { tokenWords as words } from '../../words/tokens.js';

const expiries = ['30', '90', '365', 'never'] as const;
const dayMs = 86_400_000;

type Expiry = (typeof expiries)[number];

/** Makes a token, then shows it, once. */
export function TokenDialog({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [scope, setScope] = useState<Scope>('read');
  const [expiry, setExpiry] = useState<Expiry>('90');
  const [isTried, setIsTried] = useState(false);
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: addToken,
    onSuccess: () => client.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  });
  if (add.data) {
    return (
      <ShownOnce
        title={words.madeTitle(name)}
        text={words.madeText}
        value={add.data.token}
        what={words.what}
        onClose={onClose}
      />
    );
  }
  const isMissing = name.trim() === '';
  const submit = () => {
    setIsTried(true);
    if (!isMissing) add.mutate({ name: name.trim(), scope, expiresAt: instantOf(expiry) });
  };
  return (
    <QuestionDialog
      title={words.addTitle}
      verb={words.verb}
      isPending={add.isPending}
      error={add.error}
      failed={words.notMade}
      onConfirm={submit}
      onClose={onClose}
    >
      <TextInput
        label={words.name}
        data-autofocus
        autoComplete="off"
        value={name}
        error={isTried && isMissing ? words.nameMissing : null}
        description={words.nameHelp}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <ScopeChoice scope={scope} onChange={setScope} />
      <Select
        label={words.expiry}
        data={expiries.map((value) => ({ value, label: words.expiries[value] }))}
        value={expiry}
        allowDeselect={false}
        onChange={(value) => setExpiry(expiries.find((each) => each === value) ?? expiry)}
      />
    </QuestionDialog>
  );
}

interface ScopeChoiceProps {
  readonly scope: Scope;
  readonly onChange: (scope: Scope) => void;
}

/** Only what the person may do themselves. */
function ScopeChoice({ scope, onChange }: ScopeChoiceProps) {
  const [isOperator, isAdministrator] = [useMay('operator'), useMay('administrator')];
  const scopes: readonly Scope[] = [
    'read',
    ...(isOperator ? (['operate'] as const) : []),
    ...(isAdministrator ? (['admin'] as const) : []),
  ];
  return (
    <Radio.Group
      label={words.scope}
      value={scope}
      onChange={(value) => onChange(scopes.find((each) => each === value) ?? scope)}
    >
      <Stack gap={12}>
        {scopes.map((each) => (
          <Radio
            key={each}
            value={each}
            label={words.scopes[each]}
            description={words.scopeTexts[each]}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function instantOf(expiry: Expiry): string | null {
  if (expiry === 'never') return null;
  return new Date(Date.now() + Number(expiry) * dayMs).toISOString();
}
