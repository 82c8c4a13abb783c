import { describe, expect, it } from 'vitest';

import { isolationPrefix } from './level.js';

const tools = { unshare: '/usr/bin/unshare', setpriv: '/usr/bin/setpriv' };

describe('isolationPrefix', () => {
  it('gives namespaces of its own at strong, and an end together with the host', () => {
    const prefix = isolationPrefix('strong', tools);

    expect(prefix).toEqual(expect.arrayContaining(['--pid', '--net', '--ipc', '--kill-child']));
    expect(prefix.slice(0, 3)).toEqual(['/usr/bin/setpriv', '--pdeathsig', 'KILL']);
  });

  it('puts nothing in front of Node where there are no tools', () => {
    expect(isolationPrefix('flags', {})).toEqual([]);
  });
});
