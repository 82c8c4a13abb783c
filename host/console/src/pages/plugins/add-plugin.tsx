import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type ChangeEvent, useRef, useState } from 'react';

import { pluginWords as words } from '../../words/plugins.js';
import { InspectDrawer } from './inspect-drawer.js';

/** Chooses an archive; nothing is installed before a person has seen what it asks for. */
export function AddPlugin() {
  const input = useRef<HTMLInputElement>(null);
  const [archive, setArchive] = useState<File>();
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    setArchive(event.currentTarget.files?.[0]);
    // The same file can be chosen again.
    event.currentTarget.value = '';
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".tgz,.tar.gz,application/gzip"
        aria-label={words.addHelp}
        hidden
        onChange={choose}
      />
      <Button
        leftSection={<IconUpload size={16} stroke={1.6} aria-hidden />}
        title={words.addHelp}
        onClick={() => input.current?.click()}
      >
        {words.add}
      </Button>
      {archive ? <InspectDrawer archive={archive} onClose={() => setArchive(undefined)} /> : null}
    </>
  );
}
