import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotAllowedError } from '@backstage/errors';
import express from 'express';
import type { Request } from 'express';
import {
  assessmentRunPermission,
  attestConfirmPermission,
  attestPermission,
  auditReadPermission,
  entityAttestPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AttestationRequest,
  DeclareRequest,
  InventoryEntity,
} from '@plumbline/backstage-plugin-ai-governance-common';
import {
  decodeCursor,
  encodeCursor,
  refuseNul,
} from '../assessment/scorecardFilter';
import { scopeOfSubject } from '../attestations/AttestationService';
import { spec } from '../schema/openapi.generated';
import type { Services } from '../services';

/** 5,000 entity refs of the longest kind; decompressed bytes. */
const BY_REFS_LIMIT = '3mb';

const DEFAULT_PAGE = 50;

/** Translates HTTP to services and nothing else. */
export function createRouter(options: {
  services: Services;
  httpAuth: HttpAuthService;
}): express.Router {
  const { services, httpAuth } = options;
  const { now } = services;
  const router = createValidatedOpenApiRouter(spec as any, {
    middleware: [
      (request, response, next) => {
        const limit =
          request.path === '/scorecards/by-refs' ||
          request.path === '/inventory/annotations'
            ? BY_REFS_LIMIT
            : '100kb';
        if (/%00/.test(request.url)) {
          next(
            new InputError(
              'An address must not contain the character NUL (U+0000)',
            ),
          );
          return;
        }
        // What the catalog tells is made storable instead of refused.
        const reviver =
          request.path === '/inventory/annotations' ? undefined : refuseNul;
        express.json({ limit, reviver })(request, response, next);
      },
    ],
  }) as unknown as express.Router;

  const anyone = (request: Request) =>
    httpAuth.credentials(request as any, { allow: ['user', 'service'] });

  const person = async (
    request: Request,
  ): Promise<BackstageCredentials<BackstageUserPrincipal>> =>
    httpAuth.credentials(request as any, { allow: ['user'] });

  router.get('/framework', async (request, response) => {
    await anyone(request);
    const inForce = services.framework.current();
    response.set('etag', `"${inForce.digest}"`);
    response.json({
      framework: inForce.framework,
      digest: inForce.digest,
      inForceSince: inForce.inForceSince,
      checkTypes: services.checkTypes(),
      tools: inForce.tools,
    });
  });

  router.get('/framework/versions', async (request, response) => {
    await anyone(request);
    response.json({ items: await services.framework.versions() });
  });

  router.get(
    '/entities/:kind/:namespace/:name/scorecard',
    async (request, response) => {
      const credentials = await anyone(request);
      response.json(await services.scorecards.get(refOf(request), credentials));
    },
  );

  router.get(
    '/entities/:kind/:namespace/:name/history',
    async (request, response) => {
      const credentials = await anyone(request);
      const { limit, cursor } = request.query;
      response.json(
        await services.history.get(
          refOf(request),
          {
            limit: (limit as never) ?? DEFAULT_PAGE,
            cursor: cursor as string | undefined,
          },
          credentials,
        ),
      );
    },
  );

  router.get(
    '/entities/:kind/:namespace/:name/profile',
    async (request, response) => {
      const credentials = await anyone(request);
      response.json(
        await services.declarations.get(refOf(request), credentials),
      );
    },
  );

  router.put(
    '/entities/:kind/:namespace/:name/profile',
    async (request, response) => {
      const credentials = await person(request);
      const { values } = request.body as DeclareRequest;
      const declared = await services.declarations.declare(
        refOf(request),
        values,
        credentials.principal.userEntityRef,
        credentials,
      );
      services.runner.kick();
      response.json(declared);
    },
  );

  router.post(
    '/entities/:kind/:namespace/:name/assess',
    async (request, response) => {
      const credentials = await anyone(request);
      response
        .status(202)
        .json(
          await services.reassessment.request(
            refOf(request),
            actorOf(credentials),
            credentials,
            assessmentRunPermission,
          ),
        );
    },
  );

  router.get('/scorecards', async (request, response) => {
    const credentials = await anyone(request);
    const { filter, orderBy, limit, cursor } = request.query;
    response.json(
      await services.scorecards.list(
        {
          filter: filter as string[] | undefined,
          orderBy: orderBy as string | undefined,
          limit: limit as number | undefined,
          cursor: cursor as string | undefined,
        },
        credentials,
      ),
    );
  });

  router.post('/scorecards/by-refs', async (request, response) => {
    const credentials = await anyone(request);
    response.json({
      items: await services.scorecards.byRefs(
        request.body.entityRefs,
        credentials,
      ),
    });
  });

  router.get('/scorecards/changes', async (request, response) => {
    await httpAuth.credentials(request as any, { allow: ['service'] });
    const { since, consumer, limit } = request.query;
    response.json(
      await services.scorecards.changes({
        since: since as string | undefined,
        consumer: consumer as string | undefined,
        limit: limit as number | undefined,
      }),
    );
  });

  router.post('/inventory/annotations', async (request, response) => {
    const credentials = await httpAuth.credentials(request as any, {
      allow: ['service'],
    });
    if (credentials.principal.subject !== 'plugin:catalog') {
      throw new NotAllowedError(
        'Only the catalog may tell which entities there are',
      );
    }
    const entities: InventoryEntity[] = request.body.entities;
    for (const entity of entities) {
      entity.entityRef = normalizedRef(entity.entityRef);
    }
    const changed = await services.inventory.learn(
      entities,
      now(),
      (trx, records) => services.runner.judgeFresh(trx, records),
    );
    if (changed.length > 0) {
      await services.runner.judge(changed);
      services.collectSoon();
    }
    response.json({
      items: await services.scorecards.annotations(
        entities.map(entity => entity.entityRef),
      ),
    });
  });

  router.get('/attestations', async (request, response) => {
    const credentials = await anyone(request);
    const subject = subjectOf(String(request.query.subject));
    if (scopeOfSubject(subject) === 'entity') {
      await services.scorecards.requireReadable(subject, credentials);
    }
    const limit = (request.query.limit as never) ?? DEFAULT_PAGE;
    const before = decodeCursor<{ from: string; id: string }>(
      request.query.cursor as string | undefined,
      value => typeof value?.from === 'string' && typeof value.id === 'string',
    );
    const items = await services.attestations.list({
      subject,
      limit: limit + 1,
      before,
      at: now(),
    });
    const page = items.slice(0, limit);
    const last = page[page.length - 1];
    response.json({
      items: page,
      ...(items.length > limit && {
        nextCursor: encodeCursor({ from: last.from, id: last.id }),
      }),
    });
  });

  router.post('/attestations', async (request, response) => {
    const credentials = await person(request);
    const body = request.body as AttestationRequest;
    const subject = subjectOf(body.subject);
    let withoutRepository = false;
    if (scopeOfSubject(subject) === 'entity') {
      const record = await services.scorecards.requirePermission(
        subject,
        entityAttestPermission,
        credentials,
      );
      withoutRepository = record.sourceKey === undefined;
    } else {
      await services.permissions.require(attestPermission, credentials);
    }
    const attestation = await services.attestations.attest(
      { ...body, subject },
      credentials.principal.userEntityRef,
      now(),
      { withoutRepository },
    );
    services.runner.kick();
    response.status(201).json(attestation);
  });

  router.post('/attestations/:id/approve', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(attestConfirmPermission, credentials);
    const attestation = await services.attestations.approve(
      request.params.id,
      credentials.principal.userEntityRef,
      now(),
    );
    services.runner.kick();
    response.json(attestation);
  });

  router.post('/attestations/:id/revoke', async (request, response) => {
    const credentials = await person(request);
    const { subject } = await services.attestations.get(request.params.id);
    if (scopeOfSubject(subject) === 'entity') {
      await services.scorecards.requirePermission(
        subject,
        entityAttestPermission,
        credentials,
      );
    } else {
      await services.permissions.require(attestPermission, credentials);
    }
    const attestation = await services.attestations.revoke(
      request.params.id,
      credentials.principal.userEntityRef,
      now(),
    );
    services.runner.kick();
    response.json(attestation);
  });

  router.get('/audit', async (request, response) => {
    const credentials = await anyone(request);
    await services.permissions.require(auditReadPermission, credentials);
    const limit = (request.query.limit as never) ?? DEFAULT_PAGE;
    const before = decodeCursor<{ seq: number }>(
      request.query.cursor as string | undefined,
      value => Number.isSafeInteger(value?.seq),
    );
    const items = await services.audit.list({
      limit: limit + 1,
      beforeSeq: before?.seq,
      subject: request.query.subject as string | undefined,
    });
    const page = items.slice(0, limit);
    response.json({
      items: page,
      ...(items.length > limit && {
        nextCursor: encodeCursor({ seq: page[page.length - 1].seq }),
      }),
    });
  });

  router.get('/audit/verify', async (request, response) => {
    const credentials = await anyone(request);
    await services.permissions.require(auditReadPermission, credentials);
    response.json(await services.audit.verify());
  });

  return router;
}

function refOf(request: Request): string {
  const { kind, namespace, name } = request.params;
  return normalizedRef(`${kind}:${namespace}/${name}`);
}

function normalizedRef(ref: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref));
  } catch {
    throw new InputError(
      `'${ref}' is not an entity ref of the form kind:namespace/name`,
    );
  }
}

function subjectOf(subject: string): string {
  return subject === 'organization' ? subject : normalizedRef(subject);
}

function actorOf(credentials: BackstageCredentials): string {
  const principal = credentials.principal as {
    type?: string;
    userEntityRef?: string;
    subject?: string;
  };
  return principal.userEntityRef ?? `service:${principal.subject}`;
}
