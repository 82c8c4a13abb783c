import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';

import { addIntegration, integrationsQuery } from '../../api/integrations.js';
import { pluginQuery, type WholePlugin } from '../../api/plugins.js';
import { isProblem } from '../../api/problem.js';
import { PageHead } from '../../components/page-head.js';
import { PluginIcon } from '../../components/plugin-icon.js';
import { QueryView } from '../../components/query-view.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { useToast } from '../../components/toast.js';
import { addWords as words } from '../../words/add.js';
import { DraftPage } from './draft-page.js';
import { hostsOf } from './hosts-of.js';
import { useDraft } from './use-draft.js';

const back = { to: '/integrations', label: words.back };
const none: ReadonlySet<string> = new Set();

/** Adds an integration of one plugin: guide, form, test, save. */
export function AddPage() {
  const { plugin: id = '' } = useParams();
  const plugin = useQuery(pluginQuery(id));
  const { data } = plugin;
  return (
    <>
      <PageHead
        title={words.title(data?.name ?? id)}
        summary={data ? summaryOf(data) : ' '}
        icon={<PluginIcon pluginId={id} />}
        back={back}
      />
      <QueryView query={plugin} skeleton={<TableSkeleton rows={4} />} failed={words.failed}>
        {(found) => <NewIntegrationForm key={found.digest} plugin={found} />}
      </QueryView>
    </>
  );
}

function summaryOf(plugin: WholePlugin): string {
  const reads = words.reads(plugin.streams.map(({ title }) => title));
  return `${reads}. ${words.reaches(hostsOf(plugin))}.`;
}

function NewIntegrationForm({ plugin }: { readonly plugin: WholePlugin }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const [start] = useState({ plugin, name: plugin.name, config: {}, stored: none });
  const draft = useDraft(start);
  const save = useMutation({
    mutationFn: addIntegration,
    onSuccess: async ({ id }) => {
      draft.forget();
      await client.invalidateQueries(integrationsQuery);
      navigate(`/integrations/${encodeURIComponent(id)}`, { state: { isNew: true } });
      toast({ text: words.added(draft.name) });
    },
    onError: (error) => {
      if (isProblem(error) && error.code === 'NAME_TAKEN') draft.setNameFault(error.message);
    },
  });
  const onSave = async () => {
    if (!(await draft.isReady(true))) return;
    const { config, secrets } = draft.draft();
    save.mutate({ plugin: plugin.id, name: draft.name.trim(), config, secrets });
  };
  const isNameTaken = isProblem(save.error) && save.error.code === 'NAME_TAKEN';
  return (
    <DraftPage
      plugin={plugin}
      draft={draft}
      stored={none}
      onSave={onSave}
      onCancel={() => navigate('/integrations')}
      saveError={isNameTaken ? undefined : (save.error ?? undefined)}
      isSaving={save.isPending || save.isSuccess}
    />
  );
}
