import { Kbd, Modal } from '@mantine/core';
import { Link } from 'react-router';

import { commonWords } from '../../words/common.js';
import { keyWords as words } from '../../words/keys.js';
import { useMay } from '../session-context.js';
import { places } from '../sidebar.js';
import classes from './keys-dialog.module.css';
import { letterOf } from './pairs.js';

interface KeyLine {
  /** Keys of which each does it. */
  readonly keys: readonly string[];
  /** Whether they are pressed one after the other. */
  readonly isPair?: boolean;
  readonly does: string;
}

/** Every key that does something. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const mayAct = useMay('operator');
  const goes = places.flat().flatMap(({ to, name }) => {
    const letter = letterOf(to);
    return letter ? [{ keys: ['G', letter.toUpperCase()], isPair: true, does: name }] : [];
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words.title}
      closeButtonProps={{ 'aria-label': commonWords.close }}
    >
      <div className={classes.groups}>
        <KeyGroup title={words.go} lines={goes} />
        <KeyGroup title={words.everywhere} lines={words.everywhereKeys} />
        <KeyGroup title={words.list} lines={words.listKeys} />
        <KeyGroup
          title={words.finding}
          lines={mayAct ? words.findingKeys : words.findingKeys.slice(-1)}
        />
        {mayAct ? <KeyGroup title={words.integration} lines={words.integrationKeys} /> : null}
      </div>
      <p className={`${classes.off} rc-meta`}>
        {words.dictating} <Link to="/settings/profile">{words.switchOff}</Link>
      </p>
    </Modal>
  );
}

interface KeyGroupProps {
  readonly title: string;
  readonly lines: readonly KeyLine[];
}

function KeyGroup({ title, lines }: KeyGroupProps) {
  return (
    <section className={classes.group}>
      <h3>{title}</h3>
      <dl>
        {lines.map(({ keys, isPair = false, does }) => (
          <div key={does} className={classes.line}>
            <dt>{does}</dt>
            <dd>
              {keys.map((key, index) => (
                <span key={key} className={classes.key}>
                  {index > 0 ? (
                    <span className="rc-meta">{isPair ? words.after : words.or}</span>
                  ) : null}
                  <Kbd>{key}</Kbd>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
