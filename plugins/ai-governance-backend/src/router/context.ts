import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Request, Router } from 'express';
import { normalizedRef } from '../entityRef';
import type { Services } from '../services';

export { normalizedRef };

/** Items of a page where the caller does not say. */
export const DEFAULT_PAGE = 50;

/** What the routes of every capability are made from. */
export interface RouteContext {
  router: Router;
  services: Services;
  now: () => string;
  /** Credentials of a person or a service. */
  anyone(request: Request): Promise<BackstageCredentials>;
  /** Credentials of a person; services are refused. */
  person(
    request: Request,
  ): Promise<BackstageCredentials<BackstageUserPrincipal>>;
  /** Credentials of a service; people are refused. */
  service(
    request: Request,
  ): Promise<BackstageCredentials<BackstageServicePrincipal>>;
}

export function routeContext(options: {
  router: Router;
  services: Services;
  httpAuth: HttpAuthService;
}): RouteContext {
  const { router, services, httpAuth } = options;
  return {
    router,
    services,
    now: services.now,
    anyone: request =>
      httpAuth.credentials(request as any, { allow: ['user', 'service'] }),
    person: request =>
      httpAuth.credentials(request as any, { allow: ['user'] }),
    service: request =>
      httpAuth.credentials(request as any, { allow: ['service'] }),
  };
}

/** The entity ref an address names, in its normal form. */
export function refOf(request: Request): string {
  const { kind, namespace, name } = request.params;
  return normalizedRef(`${kind}:${namespace}/${name}`);
}

/** `organization`, or an entity ref in its normal form. */
export function subjectOf(subject: string): string {
  return subject === 'organization' ? subject : normalizedRef(subject);
}

/** Who acts, as the audit log names them. */
export function actorOf(credentials: BackstageCredentials): string {
  const principal = credentials.principal as {
    type?: string;
    userEntityRef?: string;
    subject?: string;
  };
  return principal.userEntityRef ?? `service:${principal.subject}`;
}
