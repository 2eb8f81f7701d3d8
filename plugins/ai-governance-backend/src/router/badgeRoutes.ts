import { NotFoundError } from '@backstage/errors';
import type { Badge } from '../badges/BadgeService';
import { normalizedRef, refOf } from './context';
import type { RouteContext } from './context';

/** Where badges are served without credentials. */
export const BADGES_PATH = '/badges';

/** Caches ask again after this many seconds, with what they have. */
const FRESH = 300;

/** Badges for READMEs, and where to find them. */
export function addBadgeRoutes(context: RouteContext): void {
  const { router, services, anyone } = context;

  router.get(
    '/entities/:kind/:namespace/:name/badge',
    async (request, response) => {
      const credentials = await anyone(request);
      response.json(await services.badges.address(refOf(request), credentials));
    },
  );

  // READMEs are shown by others, who have no credentials: the signature in
  // the address is what is asked for.
  router.get(
    `${BADGES_PATH}/:kind/:namespace/:file`,
    async (request, response) => {
      const badge = await services.badges
        .badge(badgeRef(request.params), String(request.query.signature ?? ''))
        .catch((error): Badge | undefined => {
          if (error instanceof NotFoundError) {
            return undefined;
          }
          throw error;
        });
      if (!badge) {
        response.set('cache-control', 'no-store');
        throw new NotFoundError('There is no badge at this address');
      }
      response.set({
        'content-type': 'image/svg+xml; charset=utf-8',
        'cache-control': `public, max-age=${FRESH}`,
        etag: badge.etag,
        // A picture and nothing else, wherever it is shown.
        'content-security-policy':
          "default-src 'none'; style-src 'unsafe-inline'",
        'cross-origin-resource-policy': 'cross-origin',
        'x-content-type-options': 'nosniff',
      });
      response.send(badge.svg);
    },
  );
}

/** The ref in an address; one that nothing is signed for where it is none. */
function badgeRef(params: {
  kind?: string;
  namespace?: string;
  file?: string;
}): string {
  const { kind, namespace, file = '' } = params;
  if (!file.endsWith('.svg')) {
    return '';
  }
  try {
    return normalizedRef(`${kind}:${namespace}/${file.slice(0, -4)}`);
  } catch {
    return '';
  }
}
