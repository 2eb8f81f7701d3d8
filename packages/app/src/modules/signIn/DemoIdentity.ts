import type {
  BackstageUserIdentity,
  DiscoveryApi,
  IdentityApi,
  ProfileInfo,
} from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { chosenPerson } from './chosenPerson';
import { findPerson } from './people';

/** A token is renewed this long before it ends, in milliseconds. */
const MARGIN = 2 * 60_000;
/** Assumed life of a token that does not say when it ends, in milliseconds. */
const UNKNOWN_LIFE = 5 * 60_000;

interface Session {
  profile: ProfileInfo;
  backstageIdentity: { token: string; identity: BackstageUserIdentity };
}

/** When a token is to be renewed, in milliseconds since 1970. */
export function renewalTime(token: string, now: number): number {
  try {
    const payload = token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/');
    const { exp } = JSON.parse(atob(payload));
    if (typeof exp === 'number') {
      return exp * 1000 - MARGIN;
    }
  } catch {
    // Not a token that can be read: it is renewed often.
  }
  return now + UNKNOWN_LIFE;
}

/**
 * The identity of a person of the demo. Asks the demo's sign-in provider for a
 * token and renews it ahead of its end; nothing but the person's id is kept.
 */
export class DemoIdentity implements IdentityApi {
  private session?: { value: Session; renewAt: number };
  private pending?: Promise<Session>;

  constructor(
    private readonly person: string,
    private readonly discoveryApi: DiscoveryApi,
  ) {}

  /** Signs in; rejects with what the backend said when it refuses. */
  async start(): Promise<void> {
    await this.current();
  }

  async getProfileInfo(): Promise<ProfileInfo> {
    const { profile } = await this.current();
    const displayName =
      profile.displayName ?? findPerson(this.person)?.name ?? this.person;
    // No picture: the demo sends nothing to the outside.
    return { email: profile.email, displayName };
  }

  async getBackstageIdentity(): Promise<BackstageUserIdentity> {
    return (await this.current()).backstageIdentity.identity;
  }

  async getCredentials(): Promise<{ token?: string }> {
    return { token: (await this.current()).backstageIdentity.token };
  }

  async signOut(): Promise<void> {
    chosenPerson.clear();
  }

  private current(): Promise<Session> {
    if (this.session && Date.now() < this.session.renewAt) {
      return Promise.resolve(this.session.value);
    }
    this.pending ??= this.refresh().finally(() => {
      this.pending = undefined;
    });
    return this.pending;
  }

  private async refresh(): Promise<Session> {
    const baseUrl = await this.discoveryApi.getBaseUrl('auth');
    const response = await fetch(
      `${baseUrl}/demo/refresh?person=${encodeURIComponent(this.person)}`,
      {
        headers: { 'x-requested-with': 'XMLHttpRequest' },
        credentials: 'include',
      },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const value: Session = await response.json();
    this.session = {
      value,
      renewAt: renewalTime(value.backstageIdentity.token, Date.now()),
    };
    return value;
  }
}
