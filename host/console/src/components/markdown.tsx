import Markdown from 'markdown-to-jsx';
import { type ReactNode, useState } from 'react';

import { commonWords as words } from '../words/common.js';
import classes from './markdown.module.css';

/** Longer help is folded. */
const mostShown = 120;

/** Markdown of a manifest: no HTML of its own, links open beside and tell nothing of where they came from. */
export function MarkdownText({ text }: { readonly text: string }) {
  return (
    <Markdown
      options={{
        disableParsingRawHTML: true,
        forceBlock: true,
        wrapper: 'div',
        overrides: { a: OutLink, img: () => null },
      }}
      className={classes.markdown}
    >
      {text}
    </Markdown>
  );
}

/** The same, of which a long text shows its first sentence and "More". */
export function FoldedMarkdown({ text }: { readonly text: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const first = firstSentence(text);
  if (text.length <= mostShown || first.length >= text.trim().length) {
    return <MarkdownText text={text} />;
  }
  return (
    <div className={classes.folded} data-short={!isOpen || undefined}>
      <MarkdownText text={isOpen ? text : first} />{' '}
      <button
        type="button"
        className={classes.more}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {isOpen ? words.less : words.more}
      </button>
    </div>
  );
}

function OutLink({ href, children }: { readonly href?: string; readonly children?: ReactNode }) {
  if (!href || !/^https?:/.test(href)) return <span>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}

function firstSentence(text: string): string {
  return /^[\s\S]*?[.!?](?=\s)/.exec(text)?.[0] ?? text;
}
