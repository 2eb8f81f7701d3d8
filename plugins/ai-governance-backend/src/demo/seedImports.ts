import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { ImportKind } from '@plumbline/backstage-plugin-ai-governance-common';
import { DateTime } from 'luxon';
import { IMPORT_KINDS } from '../imports/kinds';
import type { ImportService } from '../imports/ImportService';
import { DATE } from '../tabular/organizationDates';
import type { OrganizationDates } from '../tabular/organizationDates';
import { readCsv } from '../tabular/readCsv';
import { COMPLETION_COLUMNS } from '../training/readCompletions';
import type { TrainingService } from '../training/TrainingService';

/** Who the audit log says the demo's files come from. */
const ACTOR = 'system:demo';

/** Source of a file that names none. */
const DEMO_SOURCE = 'demo';

/**
 * Takes the demo's files from `aiGovernance.demo.imports` through the services
 * that take anybody's. Every date is moved by as many days as passed since the
 * file was written, so that the example never grows old; files taken at an
 * earlier start stay as they are.
 */
export async function seedImports(options: {
  config: Config;
  training: TrainingService;
  imports: ImportService;
  dates: OrganizationDates;
  logger: LoggerService;
  now: string;
}): Promise<void> {
  const { config, training, imports, logger, now } = options;
  const demo = config.getOptionalConfig('aiGovernance.demo');
  const folder = demo?.getOptionalString('importsFolder');
  if (demo?.getOptionalBoolean('enabled') !== true || folder === undefined) {
    return;
  }
  const taken = new Set(
    (await imports.list(now)).map(({ kind, source }) => `${kind} ${source}`),
  );
  if (await training.isUsed()) {
    taken.add(`training ${DEMO_SOURCE}`);
  }
  for (const item of demo.getOptionalConfigArray('imports') ?? []) {
    const source = item.getOptionalString('source') ?? DEMO_SOURCE;
    if (!taken.has(`${item.getString('kind')} ${source}`)) {
      try {
        await takeFile(item, { ...options, folder, source });
      } catch (error) {
        // A demo with another framework may know none of it.
        logger.error(`${item.getString('file')} was not taken: ${error}`);
      }
    }
  }
}

async function takeFile(
  item: Config,
  options: {
    folder: string;
    source: string;
    training: TrainingService;
    imports: ImportService;
    dates: OrganizationDates;
    logger: LoggerService;
    now: string;
  },
): Promise<void> {
  const { training, imports, dates, logger, now } = options;
  const kind = item.getString('kind') as ImportKind | 'training';
  const file = item.getString('file');
  const move = mover(item.getString('writtenOn'), dates.today(now));
  const rows = (
    await readCsv(
      await readFile(join(options.folder, file), 'utf8'),
      kind === 'training' ? COMPLETION_COLUMNS : IMPORT_KINDS[kind].columns,
    )
  ).map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(
      Object.entries(cells).map(([column, cell]) => [
        column,
        typeof cell === 'string' ? move(cell) : cell,
      ]),
    ),
  }));
  if (kind === 'training') {
    const { rejected } = await training.upload(rows, ACTOR, now);
    for (const { line, reason } of rejected) {
      logger.warn(`${file}, line ${line}: ${reason}`);
    }
    return;
  }
  const from = item.getOptionalString('from');
  const to = item.getOptionalString('to');
  await imports.take(
    kind,
    {
      source: options.source,
      asOf: move(item.getString('asOf')),
      link: item.getOptionalString('link'),
      ...(from !== undefined &&
        to !== undefined && { period: { from: move(from), to: move(to) } }),
      rows,
    },
    ACTOR,
    now,
  );
}

/** Moves dates by the days between two dates; leaves everything else. */
function mover(from: string, to: string): (text: string) => string {
  const utc = (date: string) => DateTime.fromISO(date, { zone: 'utc' });
  const days = Math.round(utc(to).diff(utc(from), 'days').days);
  return text =>
    DATE.test(text) ? utc(text).plus({ days }).toISODate() ?? text : text;
}
