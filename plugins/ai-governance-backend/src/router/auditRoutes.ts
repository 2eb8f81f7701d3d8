import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import {
  auditErasePermission,
  auditReadAllPermission,
  auditReadPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { decodeCursor, encodeCursor } from '../assessment/scorecardFilter';
import { actorOf, DEFAULT_PAGE } from './context';
import type { RouteContext } from './context';

/** Lines of JSON, one value each. */
const LINES = 'application/x-ndjson';

/** The append-only log. */
export function addAuditRoutes(context: RouteContext): void {
  const { router, services, anyone, person } = context;

  router.get('/audit', async (request, response) => {
    const credentials = await anyone(request);
    const query = request.query as { [name: string]: string | undefined };
    const { actor, action, subject, from, until, cursor } = query;
    const { items, next } = await services.auditReader.list(
      {
        limit: (query.limit as never) ?? DEFAULT_PAGE,
        beforeSeq: decodeCursor<{ seq: number }>(cursor, value =>
          Number.isSafeInteger(value?.seq),
        )?.seq,
        actor,
        action,
        subject,
        ...services.auditProof.bounds({ from, until }),
      },
      credentials,
    );
    response.json({ items, ...(next && { nextCursor: encodeCursor(next) }) });
  });

  router.get('/audit/verify', async (request, response) => {
    const credentials = await anyone(request);
    await services.permissions.require(auditReadPermission, credentials);
    if (String(request.query.progress) !== 'true') {
      response.json(await services.auditProof.verify());
      return;
    }
    response.type(LINES);
    const result = await services.auditProof.verify((verified, of) => {
      response.write(`${JSON.stringify({ verified, of })}\n`);
    });
    response.end(`${JSON.stringify({ result })}\n`);
  });

  router.get('/audit/public-key', async (request, response) => {
    await anyone(request);
    response.json({ items: await services.auditProof.publicKeys() });
  });

  router.get('/audit/export', async (request, response) => {
    const credentials = await anyone(request);
    await services.permissions.require(auditReadAllPermission, credentials);
    const { from, until, gzip } = request.query as {
      [name: string]: string | undefined;
    };
    const lines = await services.auditProof.export(
      { from, until },
      actorOf(credentials),
    );
    const packed = String(gzip) === 'true';
    response.attachment(
      `audit-${context.now().slice(0, 10)}.jsonl${packed ? '.gz' : ''}`,
    );
    response.type(packed ? 'application/gzip' : LINES);
    // Cut off where reading fails: the header tells how much is missing.
    await pipeline(
      packed
        ? [Readable.from(lines), createGzip(), response]
        : [Readable.from(lines), response],
    );
  });

  router.post('/audit/erasures', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(auditErasePermission, credentials);
    response.json(
      await services.auditRetention.erase(request.body, actorOf(credentials)),
    );
  });
}
