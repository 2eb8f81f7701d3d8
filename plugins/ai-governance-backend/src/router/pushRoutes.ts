import { NotAllowedError } from '@backstage/errors';
import type { EvidencePushRequest } from '@plumbline/backstage-plugin-ai-governance-common';
import type { Request } from 'express';
import type { Caller, PushOperation } from '../pushes/CallerBindings';
import type { SarifRequest } from '../reports/sarif/SarifService';
import type { RouteContext } from './context';

/** Read by the error middleware of the backend. */
class UnsupportedEncodingError extends Error {
  readonly statusCode = 415;
  readonly name = 'UnsupportedMediaTypeError';
}

/** What pipelines push. */
export function addPushRoutes(context: RouteContext): void {
  const { router, services, anyone, now } = context;

  const caller = async (
    request: Request,
    operation: PushOperation,
  ): Promise<Caller> => {
    const { principal } = await anyone(request);
    const { type, subject } = principal as { type: string; subject?: string };
    if (type !== 'service' || subject === undefined) {
      throw new NotAllowedError(
        'Only a service pushes evidence: call with an external access token or the identity token of a pipeline; people attest instead',
      );
    }
    return services.callers.caller(subject, operation);
  };

  router.post('/evidence', async (request, response) => {
    const who = await caller(request, 'evidence');
    const { items } = request.body as EvidencePushRequest;
    const results = await services.pushes.push(who, items, now());
    services.runner.kick();
    response.json({ items: results });
  });

  router.post('/reports/sarif', async (request, response) => {
    const who = await caller(request, 'sarif');
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (!/^(identity|gzip|x-gzip)$/i.test(encoding)) {
      throw new UnsupportedEncodingError(
        `A report is sent as it is or as gzip, not as ${encoding}`,
      );
    }
    const result = await services.sarif.take(
      who,
      request.query as SarifRequest,
      // The answer still goes out where reading stops early.
      request.iterator({ destroyOnReturn: false }),
      now,
    );
    services.runner.kick();
    response.json(result);
  });
}
