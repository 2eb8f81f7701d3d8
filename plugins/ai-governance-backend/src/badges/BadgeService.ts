import { createHash } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import type {
  BadgeResponse,
  Level,
} from '@plumbline/backstage-plugin-ai-governance-common';
import type { ScorecardService } from '../assessment/ScorecardService';
import type { FrameworkService } from '../framework/FrameworkService';
import type { BadgeSettings } from '../settings';
import { isSignedFor, signatureOf } from './signature';

/** White text keeps a contrast of 4.5 : 1 on each of them. */
const COLORS: { [level in Level]: string } = {
  1: '#5f6b76',
  2: '#8a5a00',
  3: '#1f5493',
  4: '#1d6b52',
  5: '#14532d',
};

/** A picture and what tells it from others. */
export interface Badge {
  svg: string;
  etag: string;
}

/**
 * Badges for READMEs: a picture of an entity's level without exceptions at an
 * address that is signed for this entity. Who has the address sees the badge;
 * whoever does not learns nothing, not even whether there is such an entity.
 */
export class BadgeService {
  readonly #scorecards: ScorecardService;
  readonly #framework: FrameworkService;
  readonly #settings?: BadgeSettings;
  readonly #baseUrl: () => Promise<string>;

  constructor(options: {
    scorecards: ScorecardService;
    framework: FrameworkService;
    /** Absent while badges are off. */
    settings?: BadgeSettings;
    /** Where browsers reach this plugin. */
    baseUrl: () => Promise<string>;
  }) {
    this.#scorecards = options.scorecards;
    this.#framework = options.framework;
    this.#settings = options.settings;
    this.#baseUrl = options.baseUrl;
  }

  get enabled(): boolean {
    return this.#settings !== undefined;
  }

  /**
   * The address of an entity's badge, for somebody who may read its scorecard.
   *
   * @throws NotFoundError or NotAllowedError unless the caller may read it
   */
  async address(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<BadgeResponse> {
    await this.#scorecards.requireReadable(entityRef, credentials);
    if (!this.#settings) {
      return { enabled: false };
    }
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const path = [kind, namespace, `${name}.svg`]
      .map(encodeURIComponent)
      .join('/');
    const signature = signatureOf(entityRef, this.#settings.secret);
    return {
      enabled: true,
      url: `${await this.#baseUrl()}/badges/${path}?signature=${signature}`,
      shown: (await this.#standing(entityRef)) !== undefined,
    };
  }

  /** The badge behind a signed address; undefined for anything that is wrong. */
  async badge(
    entityRef: string,
    signature: string,
  ): Promise<Badge | undefined> {
    if (
      !this.#settings ||
      !isSignedFor(entityRef, signature, this.#settings.secret)
    ) {
      return undefined;
    }
    const level = await this.#standing(entityRef);
    if (level === undefined) {
      return undefined;
    }
    const name = this.#framework
      .current()
      .framework.levels.find(each => each.level === level)?.name;
    // Brings tables of letter widths, 4 MB that nobody needs before the first badge.
    const { makeBadge }: typeof import('badge-maker') = require('badge-maker');
    const svg = makeBadge({
      label: 'AI governance',
      message: [`level ${level}`, name].filter(Boolean).join(' · '),
      color: COLORS[level],
      labelColor: '#333b42',
      style: 'flat',
    });
    const digest = createHash('sha256').update(svg).digest('base64url');
    return { svg, etag: `"${digest}"` };
  }

  /** The level to show; none while there is nothing to be proud or ashamed of. */
  async #standing(entityRef: string): Promise<Level | undefined> {
    const standing = await this.#scorecards.standing(entityRef);
    return !standing ||
      standing.organizationLevel === 1 ||
      standing.levelWithoutExceptions === null
      ? undefined
      : standing.levelWithoutExceptions;
  }
}
