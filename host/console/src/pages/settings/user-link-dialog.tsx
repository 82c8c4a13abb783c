import type { UserLink } from '../../api/users.js';
import { ShownOnce } from '../../components/shown-once.js';
import { useNow } from '../../components/time.js';
import { timeWords } from '../../format/times.js';
import { userWords as words } from '../../words/users.js';

interface UserLinkDialogProps {
  readonly name: string;
  readonly made: UserLink;
  readonly onClose: () => void;
}

/** The one-time link of a user, at the only time that it can be read. */
export function UserLinkDialog({ name, made, onClose }: UserLinkDialogProps) {
  const { full } = timeWords(new Date(made.linkExpiresAt), useNow());
  return (
    <ShownOnce
      title={words.linkTitle(name)}
      text={words.linkText(full)}
      value={made.link}
      what={words.link}
      onClose={onClose}
    />
  );
}
