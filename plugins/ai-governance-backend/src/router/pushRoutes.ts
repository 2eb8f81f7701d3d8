import { NotAllowedError } from '@backstage/errors';
import type { EvidencePushRequest } from '@plumbline/backstage-plugin-ai-governance-common';
import type { Request } from 'express';
import type { Caller, PushOperation } from '../pushes/CallerBindings';
import type { RouteContext } from './context';

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
}
