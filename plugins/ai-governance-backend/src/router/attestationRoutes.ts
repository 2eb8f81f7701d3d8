import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  attestConfirmPermission,
  attestPermission,
  entityAttestPermission,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type {
  AttestationRequest,
  AttestationResponse,
  BulkAttestationRequest,
  BulkAttestationResult,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { decodeCursor, encodeCursor } from '../assessment/scorecardFilter';
import { sourcesOfRecord } from '../inventory/InventoryStore';
import { isRefusal, scopeOfSubject } from '../attestations/AttestationService';
import { refusalOf } from '../access/refusalOf';
import { DEFAULT_PAGE, subjectOf } from './context';
import type { RouteContext } from './context';

/** Evidence given by people. */
export function addAttestationRoutes(context: RouteContext): void {
  const { router, services, anyone, person, now } = context;

  const personOf = ({ principal }: BackstageCredentials) =>
    (principal as { userEntityRef?: string }).userEntityRef;

  /** Checks of the organization that a caller may attest. */
  async function attestableBy(
    credentials: BackstageCredentials,
  ): Promise<string[]> {
    const userEntityRef = personOf(credentials);
    return userEntityRef !== undefined &&
      (await services.permissions.has(attestPermission, credentials))
      ? services.attestations.ofOrganizationFor(userEntityRef)
      : [];
  }

  /** Those that wait for a second person say whether the caller could be it. */
  async function withAllowed(
    attestations: readonly AttestationResponse[],
    credentials: BackstageCredentials,
  ): Promise<AttestationResponse[]> {
    const waits = ({ state }: AttestationResponse) =>
      state === 'awaitingConfirmation';
    if (!attestations.some(waits)) {
      return [...attestations];
    }
    const userEntityRef = personOf(credentials);
    const isConfirmable =
      userEntityRef !== undefined &&
      (await services.permissions.has(attestConfirmPermission, credentials))
        ? await services.attestations.confirmableBy(userEntityRef)
        : () => false;
    return attestations.map(attestation =>
      waits(attestation)
        ? { ...attestation, allowed: { confirm: isConfirmable(attestation) } }
        : attestation,
    );
  }

  router.get('/attestations', async (request, response) => {
    const credentials = await anyone(request);
    const subject = subjectOf(String(request.query.subject));
    if (scopeOfSubject(subject) === 'entity') {
      await services.scorecards.requireReadable(subject, credentials);
    } else {
      await services.scorecards.requireReadableShared(subject, credentials);
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
      items: await withAllowed(page, credentials),
      ...(scopeOfSubject(subject) === 'organization' &&
        !before && {
          // Imports and feeds answer checks too: attesting those would add nothing.
          answers: await services.scorecards.organizationAnswers(),
          allowed: { attest: await attestableBy(credentials) },
          confirmers: services.attestations.confirmers(),
        }),
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
      withoutRepository = sourcesOfRecord(record).length === 0;
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

  router.post('/attestations/bulk', async (request, response) => {
    const credentials = await person(request);
    const { subjects, ...body } = request.body as BulkAttestationRequest;
    const by = credentials.principal.userEntityRef;
    const at = now();
    const items: BulkAttestationResult[] = [];
    const wanted: {
      position: number;
      request: AttestationRequest;
      withoutRepository: boolean;
    }[] = [];
    // Everything is asked and checked before anything is written.
    const positions = new Map<string, number>();
    for (const [position, named] of subjects.entries()) {
      try {
        const subject = subjectOf(named);
        if (scopeOfSubject(subject) !== 'entity') {
          throw new InputError(
            `${named} is no entity; what is shared is attested once, by itself`,
          );
        }
        if (positions.has(subject)) {
          throw new InputError(`${named} is named twice`);
        }
        positions.set(subject, position);
      } catch (error) {
        items[position] = { subject: named, error: refusalOf(error) };
      }
    }
    const records = await services.scorecards.requirePermissionOnEach(
      [...positions.keys()],
      entityAttestPermission,
      credentials,
    );
    for (const [subject, position] of positions) {
      const record = records.get(subject)!;
      if (record instanceof Error) {
        items[position] = {
          subject: subjects[position],
          error: refusalOf(record),
        };
      } else {
        wanted.push({
          position,
          request: { ...body, subject },
          withoutRepository: sourcesOfRecord(record).length === 0,
        });
      }
    }
    const results = await services.attestations.attestMany(wanted, by, at);
    for (const [index, result] of results.entries()) {
      const { position, request: about } = wanted[index];
      items[position] = isRefusal(result)
        ? { subject: subjects[position], error: refusalOf(result) }
        : { subject: about.subject, attestation: result };
    }
    services.runner.kick();
    response.json({ items });
  });

  router.post('/attestations/:id/approve', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(attestConfirmPermission, credentials);
    const { reason } = request.body as { reason: string };
    if (reason.trim() === '') {
      throw new InputError('reason has to say why you confirm it');
    }
    const attestation = await services.attestations.approve(
      request.params.id,
      credentials.principal.userEntityRef,
      now(),
      reason.trim(),
    );
    services.runner.kick();
    response.json(attestation);
  });

  router.post('/attestations/:id/reject', async (request, response) => {
    const credentials = await person(request);
    await services.permissions.require(attestConfirmPermission, credentials);
    const attestation = await services.attestations.reject(
      request.params.id,
      request.body.reason,
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
      request.body.reason,
      credentials.principal.userEntityRef,
      now(),
    );
    services.runner.kick();
    response.json(attestation);
  });
}
