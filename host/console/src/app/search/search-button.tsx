import { UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';

import { keyWords } from '../../words/keys.js';
import { searchWords as words } from '../../words/search.js';
import classes from './search-button.module.css';

/** Opens the search of everything; says by which key, too. */
export function SearchButton({ onSearch }: { readonly onSearch: () => void }) {
  return (
    <UnstyledButton className={classes.button} aria-haspopup="dialog" onClick={onSearch}>
      <IconSearch size={16} stroke={1.6} aria-hidden />
      <span className={classes.name}>{words.open}</span>
      <kbd className={classes.keys}>{keyWords.search}</kbd>
    </UnstyledButton>
  );
}
