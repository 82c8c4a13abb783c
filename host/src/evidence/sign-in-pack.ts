import { catalogueVersion } from '../reports/catalogue-version.js';
import type { ReportPeriod } from '../reports/make-report.js';
import { readOneMoment } from '../reports/one-moment.js';
import { completenessLine } from '../reports/sign-ins/completeness.js';
import { signInDocument } from '../reports/sign-ins/sign-in-document.js';
import { readSignInReport } from '../reports/sign-ins/sign-in-report.js';
import {
  checksFile,
  completenessFile,
  findingFiles,
  type PackHost,
  type PackScope,
  readmeFile,
  reportFiles,
  runsFile,
  signInFiles,
} from './pack-parts.js';
import { type WrittenPack, writePack } from './write-pack.js';

/** Writes the evidence of a period's sign-ins, all of one moment. @throws `INPUT_INVALID` */
export function writeSignInPack(
  path: string,
  host: PackHost,
  { integrationId, from, to }: ReportPeriod,
): Promise<WrittenPack> {
  const now = host.clock.now();
  const { version } = host;
  return readOneMoment(host.database.pool, async (reader) => {
    const data = await readSignInReport(reader, now, { version, integrationId, from, to });
    const { asOf, header, completeness } = data;
    const scope: PackScope = {
      integrationId: integrationId ?? null,
      from: from ?? null,
      to: to ?? null,
      storedUntil: null,
    };
    const title = `Sign-ins of ${header.tenants.map(({ name }) => name).join(', ') || 'nobody'}`;
    const contents = {
      ...{ title, kind: 'sign-ins' as const, madeAt: asOf, tool: header.tool },
      catalogue: catalogueVersion(),
      parameters: header.parameters,
      completeness: completeness.map(completenessLine),
      review: null,
    };
    return writePack(path, contents, [
      readmeFile(title, [`${data.signIns} sign-ins, as they were stored at ${asOf} (UTC).`]),
      ...reportFiles({ data, document: () => signInDocument(data) }),
      ...signInFiles(reader, scope),
      completenessFile(completeness, header.datasets),
      runsFile(reader, scope),
      checksFile(),
      ...(await findingFiles(reader, { now, version }, scope)),
    ]);
  });
}
