import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { inspectPlugin, installPlugin, type PluginInspection } from '../../api/plugins.js';
import { Problem } from '../../api/problem.js';
import { ErrorNote } from '../../components/error-note.js';
import { SideDrawer } from '../../components/side-drawer.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { useToast } from '../../components/toast.js';
import { pluginWords as words } from '../../words/plugins.js';
import { Inspection } from './inspection.js';
import classes from './inspection.module.css';

const mostBytes = 20 * 1024 * 1024;

interface InspectDrawerProps {
  readonly archive: File;
  readonly onClose: () => void;
}

/** All that an archive asks for, and the button that installs it. */
export function InspectDrawer({ archive, onClose }: InspectDrawerProps) {
  const [hasAccepted, setHasAccepted] = useState(false);
  const inspection = useQuery({
    queryKey: ['inspection', archive.name, archive.size, archive.lastModified],
    queryFn: () => inspect(archive),
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const install = useInstall(archive);
  const found = inspection.data;
  const isFenced = found?.isolation.level !== 'flags';
  return (
    <SideDrawer
      isOpen
      onClose={onClose}
      title={found ? titleOf(found) : words.add}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button
            disabled={!found || !(isFenced || hasAccepted) || isSame(found)}
            loading={install.isPending}
            onClick={() => found && install.mutate({ found, acceptRisk: hasAccepted })}
          >
            {words.install}
          </Button>
        </>
      }
    >
      <div className={classes.drawer}>
        {inspection.isPending ? <TableSkeleton rows={4} /> : null}
        {inspection.error ? (
          <ErrorNote error={inspection.error} title={words.inspectFailed} />
        ) : null}
        {found ? <Inspection found={found} /> : null}
        {found && !isFenced && !isSame(found) ? (
          <div className={classes.notice}>
            <p className="rc-name">{words.isolationTitle}</p>
            <p>{[found.isolation.detail, found.isolation.hint].filter(Boolean).join(' ')}</p>
            <Checkbox
              label={words.accept}
              checked={hasAccepted}
              onChange={(event) => setHasAccepted(event.currentTarget.checked)}
            />
          </div>
        ) : null}
        {install.error ? <ErrorNote error={install.error} title={words.installFailed} /> : null}
      </div>
    </SideDrawer>
  );
}

function useInstall(archive: File) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  return useMutation({
    mutationFn: ({ found, acceptRisk }: { found: PluginInspection; acceptRisk: boolean }) =>
      installPlugin(archive, { digest: found.digest, acceptRisk }),
    onSuccess: async ({ id, name, version }) => {
      navigate(`/plugins/${encodeURIComponent(id)}`);
      toast({ text: words.installed(name, version) });
      await client.invalidateQueries({ queryKey: ['plugins'] });
    },
  });
}

/** What is too large is not even sent. */
async function inspect(archive: File): Promise<PluginInspection> {
  if (archive.size <= mostBytes) return inspectPlugin(archive);
  const code = 'PLUGIN_INVALID';
  throw new Problem({ code, detail: words.tooLarge(archive.name), hint: words.tooLargeHint }, 0);
}

function isSame({ digest, present }: PluginInspection): boolean {
  return present?.digest === digest;
}

function titleOf({ name, version, present }: PluginInspection): string {
  if (!present || present.version === version) return words.addTitle(name, version);
  return words.updateTitle(name, present.version, version);
}
