import { type ReactNode, useId } from 'react';

import classes from './section.module.css';

interface SectionProps {
  readonly title: string;
  /** One grey sentence. */
  readonly text?: string;
  /** A button at the right. */
  readonly action?: ReactNode;
  /** Forms are 640 px wide at most; tables take what there is. */
  readonly isForm?: boolean;
  readonly children: ReactNode;
}

/** A part of the settings under its own heading. */
export function Section({ title, text, action, isForm = false, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.section} data-form={isForm || undefined}>
      <header className={classes.head}>
        <div>
          <h2 id={id}>{title}</h2>
          {text === undefined ? null : <p className="rc-meta rc-prose">{text}</p>}
        </div>
        {action}
      </header>
      {children}
    </section>
  );
}
