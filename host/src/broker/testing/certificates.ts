import 'reflect-metadata';

import * as x509 from '@peculiar/x509';

/** A certificate and its key, in PEM. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const notBefore = new Date(Date.now() - 86_400_000);
const notAfter = new Date(Date.now() + 86_400_000);

/** Makes an authority, and a certificate of it for `hosts`. */
export async function makeCertificates(
  hosts: readonly string[],
): Promise<{ readonly ca: string; readonly server: TestCertificate }> {
  const { subtle } = crypto;
  const authorityKeys = await subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const authority = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: '01',
      name: 'CN=Rollcall test authority',
      notBefore,
      notAfter,
      signingAlgorithm: algorithm,
      keys: authorityKeys,
      extensions: [
        new x509.BasicConstraintsExtension(true, 1, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      ],
    },
    crypto,
  );
  const serverKeys = await subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const server = await x509.X509CertificateGenerator.create(
    {
      serialNumber: '02',
      subject: `CN=${hosts[0]}`,
      issuer: authority.subject,
      notBefore,
      notAfter,
      signingAlgorithm: algorithm,
      publicKey: serverKeys.publicKey,
      signingKey: authorityKeys.privateKey,
      extensions: [
        new x509.SubjectAlternativeNameExtension(
          hosts.map((value) => ({ type: 'dns' as const, value })),
        ),
      ],
    },
    crypto,
  );
  const key = Buffer.from(await subtle.exportKey('pkcs8', serverKeys.privateKey));
  const pem = x509.PemConverter.encode(key, 'PRIVATE KEY');
  return { ca: authority.toString('pem'), server: { cert: server.toString('pem'), key: pem } };
}
