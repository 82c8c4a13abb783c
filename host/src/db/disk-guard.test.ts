import { describe, expect, it } from 'vitest';

import { DiskGuard } from './disk-guard.js';

function guard(free: number, folders = ['/home/rollcall', '/var/lib/rollcall']): DiskGuard {
  const freeBytes = async (path: string) => (path === '/var/lib/rollcall' ? free : 1_000_000);
  return new DiskGuard({ folders, minFreeBytes: 1000, freeBytes });
}

describe('the disk guard', () => {
  it('lets collect while there is room wherever the database lies', async () => {
    await expect(guard(1000).assertRoom()).resolves.toBeUndefined();
  });

  it('says where too little is free', async () => {
    const error = await guard(999)
      .assertRoom()
      .catch((caught: unknown) => caught);

    expect(error).toMatchObject({ code: 'DISK_FULL', retryable: true });
    expect(String(error)).toContain('/var/lib/rollcall');
  });

  it('does not judge a disk that it cannot see', async () => {
    await expect(guard(0, []).assertRoom()).resolves.toBeUndefined();
  });
});
