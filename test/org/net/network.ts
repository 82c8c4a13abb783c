import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CertificateAuthority } from './certificates.js';
import { ConnectProxy, type ProxyConnect } from './proxy.js';

/** How a network is made. */
export interface NetworkOptions {
  readonly port?: number;
  /** `user:password` the proxy asks for. */
  readonly proxyCredentials?: string;
}

/** The internet as orgs and their callers see it: one proxy, one authority, named hosts. */
export interface OrgNetwork {
  /** With credentials, when the proxy asks for some. */
  readonly proxyUrl: string;
  readonly caPem: string;
  readonly caFile: string;
  readonly authority: CertificateAuthority;
  /** Every tunnel anybody asked for, refused ones included. */
  readonly connects: readonly ProxyConnect[];
  /** Leads a host, or with a leading dot every host that ends so, to a local port. */
  route(host: string, localPort: number): void;
  unroute(localPort: number): void;
  /** Cuts every open connection. */
  dropTunnels(): void;
  stop(): Promise<void>;
}

/** Starts a network without hosts. */
export async function startNetwork(options: NetworkOptions = {}): Promise<OrgNetwork> {
  const authority = await CertificateAuthority.create();
  const folder = await mkdtemp(join(tmpdir(), 'simulated-org-'));
  const caFile = join(folder, 'ca.pem');
  await writeFile(caFile, authority.pem);
  const routes: { readonly host: string; readonly localPort: number }[] = [];
  const resolve = (host: string): number | undefined => {
    const exact = routes.find((route) => route.host === host);
    const suffix = routes.find((route) => route.host.startsWith('.') && host.endsWith(route.host));
    return (exact ?? suffix)?.localPort;
  };
  const credentials = options.proxyCredentials;
  const proxy = new ConnectProxy({ credentials, resolve });
  const port = await proxy.listen(options.port ?? 0);
  return {
    proxyUrl: `http://${credentials === undefined ? '' : `${credentials}@`}127.0.0.1:${port}`,
    caPem: authority.pem,
    caFile,
    authority,
    connects: proxy.connects,
    route: (host, localPort) => routes.push({ host: host.toLowerCase(), localPort }),
    unroute: (localPort) => {
      const kept = routes.filter((route) => route.localPort !== localPort);
      routes.splice(0, routes.length, ...kept);
    },
    dropTunnels: () => proxy.dropTunnels(),
    stop: async () => {
      await proxy.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
