import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useMemo, useState } from 'react';

import type { WholeIntegration } from '../../api/integrations.js';
import type { WholePlugin } from '../../api/plugins.js';
import { useMay } from '../../app/session-context.js';
import { CopyText } from '../../components/copy-button.js';
import { useUrlState } from '../../components/filters/use-url-state.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { Time } from '../../components/time.js';
import { ConfigForm } from '../../form/config-form.js';
import { toForm } from '../../form/round-trip.js';
import { actionWords } from '../../words/actions.js';
import { detailWords } from '../../words/details.js';
import { RemoveDialog } from '../integration-actions/remove-dialog.js';
import classes from './configuration-tab.module.css';
import { EditForm } from './edit-form.js';
import { useIntegration } from './integration-context.js';

const words = detailWords.configuration;

/** What was entered: read until somebody edits it, in the form that it was entered in. */
export function ConfigurationTab() {
  const { integration, plugin } = useIntegration();
  const url = useUrlState();
  const mayAct = useMay('operator');
  if (!plugin) return <TableSkeleton rows={4} />;
  if (mayAct && url.get('edit') !== undefined) {
    return (
      <EditForm
        integration={integration}
        plugin={plugin}
        step={url.get('step')}
        onDone={() => url.set({ edit: undefined, step: undefined })}
      />
    );
  }
  return (
    <div className={classes.columns}>
      <Stored integration={integration} plugin={plugin} onEdit={() => url.set({ edit: '1' })} />
      <Facts integration={integration} plugin={plugin} />
      <DangerZone integration={integration} />
    </div>
  );
}

interface StoredProps {
  readonly integration: WholeIntegration;
  readonly plugin: WholePlugin;
}

function Stored({ integration, plugin, onEdit }: StoredProps & { readonly onEdit: () => void }) {
  const mayAct = useMay('operator');
  const { config, storedSecrets, updatedAt } = integration;
  const notes = useMemo(
    () => ({
      faults: new Map(),
      stored: new Set(storedSecrets),
      storedAt: updatedAt,
      onLeave: () => undefined,
      onEnter: () => undefined,
    }),
    [storedSecrets, updatedAt],
  );
  return (
    <section className={`${classes.stored} rc-card`} aria-label={detailWords.tabs.configuration}>
      <ConfigForm
        schema={plugin.config}
        value={toForm(plugin.config, config)}
        onChange={() => undefined}
        notes={notes}
        isReadOnly
      />
      {mayAct ? (
        <div>
          <Button
            variant="default"
            leftSection={<IconPencil size={16} stroke={1.6} aria-hidden />}
            onClick={onEdit}
          >
            {words.edit}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function Facts({ integration, plugin }: StoredProps) {
  const { id, tenantId, tenantName, createdAt, updatedAt, testedAt } = integration;
  return (
    <section className={`${classes.facts} rc-card`} aria-label={words.facts}>
      <h2>{words.facts}</h2>
      <dl className={classes.list}>
        <dt className="rc-meta">{words.id}</dt>
        <dd>
          <CopyText value={id} what="id" whole />
        </dd>
        {tenantId === null ? null : (
          <>
            <dt className="rc-meta">{words.tenant}</dt>
            <dd>
              {tenantName} <CopyText value={tenantId} what="organisation id" />
            </dd>
          </>
        )}
        <dt className="rc-meta">{words.plugin}</dt>
        <dd>
          {plugin.name} {plugin.version}
        </dd>
        <dt className="rc-meta">{words.added}</dt>
        <dd>
          <Time at={createdAt} />
        </dd>
        <dt className="rc-meta">{words.changed}</dt>
        <dd>
          <Time at={updatedAt} />
        </dd>
        {testedAt === null ? null : (
          <>
            <dt className="rc-meta">{words.tested}</dt>
            <dd>
              <Time at={testedAt} />
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

function DangerZone({ integration }: { readonly integration: WholeIntegration }) {
  const mayRemove = useMay('administrator');
  const [isAsking, setIsAsking] = useState(false);
  if (!mayRemove) return null;
  return (
    <section className={`${classes.danger} rc-card`} aria-label={words.danger}>
      <div>
        <h2>{words.danger}</h2>
        <p className="rc-meta">{words.dangerText}</p>
      </div>
      <Button variant="default" className={classes.remove} onClick={() => setIsAsking(true)}>
        {actionWords.remove}
      </Button>
      {isAsking ? (
        <RemoveDialog integration={integration} onClose={() => setIsAsking(false)} />
      ) : null}
    </section>
  );
}
