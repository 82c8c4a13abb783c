import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { CliIo } from '../io.js';
import type { DoctorCheck } from './check.js';

const gibibyte = 1_073_741_824;

/** Whether the home can be used, and how much space is left there. */
export async function checkHome(home: string): Promise<readonly DoctorCheck[]> {
  const existing = await nearestExisting(home);
  return [await homeCheck(home, existing), await diskCheck(existing)];
}

async function homeCheck(home: string, existing: string): Promise<DoctorCheck> {
  const base = { id: 'home', title: 'Home' };
  try {
    await access(existing, constants.W_OK);
  } catch {
    return {
      ...base,
      status: 'failed',
      detail: `${existing} cannot be written to`,
      hint: 'Choose a home you can write to with --home DIR or ROLLCALL_HOME.',
    };
  }
  const isNew = existing !== home;
  const detail = isNew ? `${home} does not exist yet; the first command makes it` : home;
  const isOpen = !isNew && ((await stat(home)).mode & 0o077) !== 0;
  return isOpen
    ? {
        ...base,
        status: 'warning',
        detail: `${home} can be read by others`,
        hint: `Run: chmod 700 ${home}`,
      }
    : { ...base, status: 'ok', detail };
}

async function diskCheck(path: string): Promise<DoctorCheck> {
  const { bavail, bsize } = await statfs(path);
  const free = bavail * bsize;
  const status = free > gibibyte ? 'ok' : free > gibibyte / 10 ? 'warning' : 'failed';
  return {
    id: 'disk',
    title: 'Disk space',
    status,
    detail: `${(free / gibibyte).toFixed(1)} GiB free`,
    ...(status === 'ok' ? {} : { hint: 'A million sign-ins need about 1 GiB. Make room.' }),
  };
}

async function nearestExisting(path: string): Promise<string> {
  try {
    await stat(path);
    return path;
  } catch {
    const parent = dirname(path);
    return parent === path ? path : nearestExisting(parent);
  }
}

const proxyVariables = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'];

/** The variables that decide how the network is reached; credentials are masked. */
export async function checkNetwork(env: CliIo['env']): Promise<readonly DoctorCheck[]> {
  const set = proxyVariables.flatMap((name) => {
    const value = env[name] ?? env[name.toLowerCase()];
    return value ? [`${name}=${maskCredentials(value)}`] : [];
  });
  const proxy: DoctorCheck = {
    id: 'proxy',
    title: 'Proxy',
    status: 'ok',
    detail: set.length === 0 ? 'none; the network is reached directly' : set.join(', '),
  };
  const certificates = env.NODE_EXTRA_CA_CERTS;
  return certificates ? [proxy, await certificateCheck(certificates)] : [proxy];
}

async function certificateCheck(path: string): Promise<DoctorCheck> {
  const base = { id: 'certificates', title: 'Extra certificates' };
  try {
    await access(path, constants.R_OK);
    return { ...base, status: 'ok', detail: path };
  } catch {
    return {
      ...base,
      status: 'failed',
      detail: `NODE_EXTRA_CA_CERTS names ${path}, which cannot be read`,
      hint: 'Name the file with the certificates, in PEM form.',
    };
  }
}

/** A URL without its user and password; what is no URL loses everything before an `@`. */
export function maskCredentials(value: string): string {
  return value.replace(/(^|\/\/)[^/\s]*@/g, '$1***@');
}
