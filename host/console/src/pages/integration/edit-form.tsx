import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { editIntegration, type WholeIntegration } from '../../api/integrations.js';
import type { WholePlugin } from '../../api/plugins.js';
import { isProblem } from '../../api/problem.js';
import { useToast } from '../../components/toast.js';
import type { JsonObject } from '../../form/field-schema.js';
import { changeOf } from '../../form/round-trip.js';
import { listed } from '../../format/lists.js';
import { detailWords } from '../../words/details.js';
import { DraftPage } from '../add-integration/draft-page.js';
import { useDraft } from '../add-integration/use-draft.js';
import classes from './configuration-tab.module.css';

const words = detailWords.configuration;

interface EditFormProps {
  readonly integration: WholeIntegration;
  readonly plugin: WholePlugin;
  /** The step of the guide to open. */
  readonly step: string | undefined;
  readonly onDone: () => void;
}

/** Edits an integration in the form that it was added with. Secrets stay unless they are replaced. */
export function EditForm({ integration, plugin, step, onDone }: EditFormProps) {
  const { id, config, storedSecrets } = integration;
  const client = useQueryClient();
  const toast = useToast();
  const [changed, setChanged] = useState<readonly string[]>([]);
  const stored = changed.length > 0 ? none : new Set(storedSecrets);
  const [start] = useState({ plugin, name: integration.name, config, integrationId: id });
  const draft = useDraft({
    ...start,
    stored,
    onForm: (form) => setChanged(sensitiveChanges(plugin, { before: config, after: form })),
  });
  const save = useMutation({
    mutationFn: () => {
      const change = changeOf(config, draft.draft());
      return editIntegration(id, { ...change, name: draft.name.trim() });
    },
    onSuccess: async () => {
      draft.forget();
      await client.invalidateQueries({ queryKey: ['integrations'] });
      toast({ text: words.saved(draft.name) });
      onDone();
    },
    onError: (error) => {
      if (isProblem(error) && error.code === 'NAME_TAKEN') draft.setNameFault(error.message);
    },
  });
  const onSave = async () => {
    if (await draft.isReady(true)) save.mutate();
  };
  const titles = (names: readonly string[]) => listed(names.map((name) => titleOf(plugin, name)));
  return (
    <DraftPage
      plugin={plugin}
      draft={draft}
      stored={stored}
      storedAt={integration.updatedAt}
      step={step}
      onSave={onSave}
      onCancel={() => {
        draft.forget();
        onDone();
      }}
      saveError={save.error ?? undefined}
      isSaving={save.isPending || save.isSuccess}
      notice={
        changed.length > 0 && storedSecrets.length > 0 ? (
          <p role="status" className={`${classes.notice} rc-small`}>
            {words.reenter(titles(changed), titles(storedSecrets))}
          </p>
        ) : null
      }
    />
  );
}

const none: ReadonlySet<string> = new Set();

/** The changed fields that say where secrets are sent. */
function sensitiveChanges(
  plugin: WholePlugin,
  { before, after }: { readonly before: JsonObject; readonly after: JsonObject },
): readonly string[] {
  return plugin.sensitiveFields.filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}

function titleOf(plugin: WholePlugin, name: string): string {
  const { properties } = plugin.config;
  const field: unknown =
    typeof properties === 'object' && properties !== null
      ? Object.entries(properties).find(([key]) => key === name)?.[1]
      : undefined;
  const title =
    typeof field === 'object' && field !== null && 'title' in field ? field.title : undefined;
  return typeof title === 'string' ? title : name;
}
