import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationPayload } from '@backstage/plugin-notifications-common';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { INBOX_SIGNAL_CHANNEL } from '@plumbline/backstage-plugin-ai-governance-common';
import type { RequestToDecide, RoleMembers } from '../access/RoleMembers';

/** What somebody has to decide or do about, in words that name no entity. */
const WAITS = {
  declaration: 'A declaration that lowers a protection waits for your decision',
  declarationToReview:
    'A declaration that needed no approval waits for you to look at it',
  contradictionToReview:
    'Something declared contradicts what is seen, and waits for you to look at it',
  exception: 'A request for an exception waits for your decision',
  dispute: 'A disputed finding waits for your decision',
  attestation: 'An attestation for the organization waits for a second person',
  tool: 'A request for an AI tool waits for your signature',
  workflow: 'An AI workflow waits for your decision',
  frameworkVersion: 'A proposed framework version waits for your decision',
  incident: 'An incident with AI-assisted development waits for your response',
  incidentToRead: 'The review of an incident waits for a second reader',
  meeting: 'A meeting of the committee was convened',
  violation: 'A violation of the usage policy was reported',
} as const;

/** What is said below where it is not a decision with a reason. */
const WHAT_NEXT: { [kind in keyof typeof WAITS]?: string } = {
  declarationToReview:
    'It is in force and part of the sample. Confirm or question it, with a reason.',
  contradictionToReview:
    'Question what is declared, or confirm it anyway, with a reason.',
  incident: 'It has to be contained, and then reviewed.',
  incidentToRead: 'It counts when somebody else than its author has read it.',
  meeting: 'Its agenda is on the page of the committee.',
};

/** The same of things that nobody asked for and that come by the dozen. */
const TOGETHER: { [kind in keyof typeof WAITS]?: string } = {
  declarationToReview:
    'Declarations in catalog-info.yaml wait for you to look at them',
};

/** What new owners took over. */
const MOVED = {
  declaration: 'A declaration you took over waits for a decision',
  exception: 'A request for an exception you took over waits for a decision',
  dispute: 'A disputed finding you took over waits for a decision',
};

/** What was asked for, to those who asked, and where they read the reason. */
const ANSWERED = {
  declaration: { what: 'Your declaration', link: '/ai-governance/declare' },
  exception: {
    what: 'Your request for an exception',
    link: '/ai-governance/exceptions',
  },
  dispute: {
    what: 'Your dispute of a finding',
    link: '/ai-governance/disputes',
  },
  attestation: {
    what: 'Your attestation for the organization',
    link: '/ai-governance/attestations',
  },
  tool: {
    what: 'Your request for an AI tool',
    link: '/ai-governance/tools',
  },
  workflow: {
    what: 'Your AI workflow',
    link: '/ai-governance/workflows',
  },
  frameworkVersion: {
    what: 'Your framework version',
    link: '/ai-governance/framework-versions',
  },
} as const;

/** What is over before its time, to those whose it was and who granted it. */
const ENDED = {
  exception: {
    title: 'An exception was ended early',
    link: '/ai-governance/exceptions',
  },
  tool: {
    title: 'The approval of an AI tool was withdrawn',
    link: '/ai-governance/tools',
  },
  workflow: {
    title: 'An AI workflow was retired',
    link: '/ai-governance/workflows',
  },
  frameworkVersion: {
    title: 'The framework version you put in force was rolled back',
    link: '/ai-governance/framework-versions',
  },
  riskAcceptance: {
    title: 'A risk you accepted was revoked or accepted anew',
    link: '/ai-governance/risks',
  },
  declaration: {
    title: 'Somebody declared anew what you had declared',
    link: '/ai-governance/declare',
  },
} as const;

/** One thing that waits, or waited; who asked is told when it is settled. */
export interface Decision extends RequestToDecide {
  kind: keyof typeof WAITS;
  id: string;
}

const rolesOf = ({ role, alsoIn = [] }: Decision) =>
  role === undefined ? [] : [role, ...alsoIn];

/** What a notification says; what it leaves out is as usual. */
type News = Partial<NotificationPayload> &
  Pick<NotificationPayload, 'title' | 'description' | 'scope'>;

/**
 * Tells the people concerned that something waits for them, or no longer does:
 * a notification per decision to those in the deciding role, and a signal so
 * that open pages count again. Neither names an entity, which not all of them
 * may read. Where the configuration puts nobody into the role, those who lead
 * the programme are told, who can have somebody named.
 */
export class InboxNews {
  readonly #roles: RoleMembers;
  readonly #notifications: NotificationService | undefined;
  readonly #signals: SignalsService | undefined;
  readonly #logger: LoggerService;
  #telling: Promise<void> = Promise.resolve();

  constructor(options: {
    roles: RoleMembers;
    notifications?: NotificationService;
    signals?: SignalsService;
    logger: LoggerService;
  }) {
    this.#roles = options.roles;
    this.#notifications = options.notifications;
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  /** Something new waits; to be called when it is stored. */
  arrived(decision: Decision): void {
    this.#tell(async () => {
      const people = await this.#deciders(decision);
      await this.#signal(people);
      await this.#notify(people, {
        title: WAITS[decision.kind],
        description:
          (await this.#nobody(decision)) ??
          WHAT_NEXT[decision.kind] ??
          'It takes a reason, and somebody else than who asked.',
        scope: `ai-governance:decision:${decision.kind}:${decision.id}`,
      });
    });
  }

  /**
   * Several things of one kind began to wait at once, such as with a catalog
   * that is learned: one message for each person, which a later one replaces.
   */
  arrivedTogether(decisions: readonly Decision[]): void {
    if (decisions.length === 0) {
      return;
    }
    this.#tell(async () => {
      const decidersOf = await this.#roles.deciders();
      const people = new Set(decisions.flatMap(decidersOf));
      await this.#signal([...people].sort());
      const [{ kind }] = decisions;
      await this.#notify([...people].sort(), {
        title: TOGETHER[kind] ?? WAITS[kind],
        description:
          (await this.#nobody(decisions[0])) ??
          WHAT_NEXT[kind] ??
          'It takes a reason, and somebody else than who asked.',
        scope: `ai-governance:decisions:${kind}`,
      });
    });
  }

  /** An exception is over in a fortnight unless the new owners confirm it. */
  toConfirm(exception: { id: string; owners: readonly string[] }): void {
    this.#tell(async () => {
      const people = await this.#roles.peopleBehind(exception.owners);
      await this.#signal(people);
      await this.#notify(people, {
        title: 'An exception you took over waits to be confirmed',
        description:
          'It ends within 14 days unless somebody who owns the service now confirms it.',
        scope: `ai-governance:confirmation:${exception.id}`,
      });
    });
  }

  /** A request that waits belongs to other owners now. */
  moved(request: {
    kind: 'declaration' | 'exception' | 'dispute';
    id: string;
    owners: readonly string[];
  }): void {
    this.#tell(async () => {
      const people = await this.#roles.peopleBehind(request.owners);
      // Whoever of them may decide on others does not decide on this any more.
      await this.#signal(people);
      await this.#notify(people, {
        title: MOVED[request.kind],
        description: 'Somebody else decides; you can take it back.',
        link: '/ai-governance',
        scope: `ai-governance:moved:${request.kind}:${request.id}`,
      });
    });
  }

  /** Somebody, or a group, took something on after an incident or an exercise. */
  owed(followUp: { id: string; owner: string }): void {
    this.#tell(async () => {
      const people = await this.#roles.peopleBehind([followUp.owner]);
      await this.#signal(people);
      await this.#notify(people, {
        title: 'A follow-up falls to you or your group',
        description: 'It is in your inbox until somebody says it is done.',
        scope: `ai-governance:follow-up:${followUp.id}`,
      });
    });
  }

  /** Tells roles of a violation, without saying whose it is. */
  escalated(violation: {
    id: string;
    /** Those that are told, and the one that settles it. */
    roles: readonly string[];
    /** Of the escalation step. */
    name: string;
    /** Whom it is about; never told with the others. */
    person: string;
  }): void {
    this.#tell(async () => {
      const people = new Set<string>();
      for (const role of violation.roles) {
        for (const person of (await this.#roles.peopleIn(role)) ?? []) {
          people.add(person);
        }
      }
      people.delete(violation.person);
      const told = [...people].sort();
      await this.#signal(told);
      await this.#notify(told, {
        title: WAITS.violation,
        description: violation.name,
        link: '/ai-governance/conduct',
        severity: 'high',
        topic: 'AI governance violations',
        scope: `ai-governance:violation:${violation.id}`,
      });
    });
  }

  /** Somebody did what waited for them alone. */
  done(person: string): void {
    this.#tell(() => this.#signal([person]));
  }

  /** Nobody has to decide about it any more. */
  settled(decision: Decision): void {
    this.#tell(async () => {
      await this.#signal([...(await this.#deciders(decision)), decision.by]);
    });
  }

  /** Nobody has to decide about any of them any more. */
  settledTogether(decisions: readonly Decision[]): void {
    if (decisions.length === 0) {
      return;
    }
    this.#tell(async () => {
      const decidersOf = await this.#roles.deciders();
      await this.#signal([...new Set(decisions.flatMap(decidersOf))].sort());
    });
  }

  /** Somebody else decided about what a person asked for. */
  answered(request: {
    kind: keyof typeof ANSWERED;
    id: string;
    /** Who asked, or whose it became since; people and groups. */
    to: readonly string[];
    granted: boolean;
    /** Who decided, and knows. */
    by: string;
    /** Where the decision itself stands; otherwise the page of its kind. */
    link?: string;
  }): void {
    this.#tell(async () => {
      const { what, link } = ANSWERED[request.kind];
      await this.#notifyOthers(request, {
        title: `${what} was ${request.granted ? 'approved' : 'refused'}`,
        description: 'The reason is kept with it.',
        link: request.link ?? link,
        scope: `ai-governance:answer:${request.kind}:${request.id}`,
      });
    });
  }

  /** Nobody decided on a request for an exception before its own end. */
  lapsed(exception: {
    id: string;
    /** Whose it was; people and groups. */
    to: readonly string[];
    /** Who knows. */
    by?: string;
  }): void {
    this.#tell(() =>
      this.#notifyOthers(exception, {
        title: 'Your request for an exception lapsed',
        description:
          'Nobody decided before the end that was asked for. What still has to deviate is asked for anew.',
        link: ANSWERED.exception.link,
        scope: `ai-governance:lapsed:exception:${exception.id}`,
      }),
    );
  }

  /** Something ended, or was replaced, before its time. */
  ended(what: {
    kind: keyof typeof ENDED;
    id: string;
    /** Whose it was, and who granted it; people and groups. */
    to: readonly string[];
    /** Who ended it, and knows. */
    by: string;
  }): void {
    this.#tell(async () => {
      const people = await this.#roles.peopleBehind(what.to);
      await this.#signal(people);
      await this.#notify(
        people.filter(person => person !== what.by),
        {
          ...ENDED[what.kind],
          description: 'Why, and by whom, is kept with it.',
          scope: `ai-governance:ended:${what.kind}:${what.id}`,
        },
      );
    });
  }

  /** Somebody doubts a declaration of the sample, which stays in force. */
  questioned(declaration: {
    id: string;
    /** Who declared and who owns it; people and groups. */
    to: readonly string[];
    /** Who questioned it, and knows. */
    by: string;
    link: string;
  }): void {
    this.#tell(() =>
      this.#notifyOthers(declaration, {
        title: 'A declaration of yours was questioned',
        description:
          'It stays in force. The reason is shown until somebody declares anew.',
        link: declaration.link,
        scope: `ai-governance:questioned:declaration:${declaration.id}`,
      }),
    );
  }

  /** What people gave or confirmed holds no longer, as somebody else said. */
  revoked(attestation: {
    id: string;
    to: readonly string[];
    /** Who revoked it, and knows. */
    by: string;
    link: string;
  }): void {
    this.#tell(() =>
      this.#notifyOthers(attestation, {
        title: 'An attestation you gave or confirmed was revoked',
        description: 'The reason is kept with it.',
        link: attestation.link,
        scope: `ai-governance:revoked:attestation:${attestation.id}`,
      }),
    );
  }

  /** Waits until everything is told. */
  async idle(): Promise<void> {
    await this.#telling;
  }

  async #deciders(decision: Decision): Promise<string[]> {
    return (await this.#roles.deciders())(decision);
  }

  /** That nobody can decide, and what to change; undefined where somebody can. */
  async #nobody(decision: Decision): Promise<string | undefined> {
    const roles = rolesOf(decision);
    const hasPeople = await this.#roles.havePeople();
    if (roles.length === 0 || roles.some(hasPeople)) {
      return undefined;
    }
    const refs = this.#roles.refsOf(roles[0]) ?? [];
    return refs.length === 0
      ? `Nobody is named for the role ${roles[0]} in aiGovernance.roles.`
      : `Nobody is in what aiGovernance.roles names for the role ${
          roles[0]
        }: ${refs.join(', ')}.`;
  }

  /** Tells the people behind refs, except who did it and knows. */
  async #notifyOthers(
    { to, by }: { to: readonly string[]; by?: string },
    payload: News,
  ): Promise<void> {
    const people = await this.#roles.peopleBehind(to);
    await this.#notify(
      people.filter(person => person !== by),
      payload,
    );
  }

  async #notify(people: string[], payload: News): Promise<void> {
    if (people.length > 0) {
      await this.#notifications?.send({
        recipients: { type: 'entity', entityRef: people },
        payload: {
          link: '/ai-governance/inbox',
          severity: 'normal',
          topic: 'AI governance decisions',
          ...payload,
        },
      });
    }
  }

  async #signal(people: string[]): Promise<void> {
    if (people.length > 0) {
      await this.#signals?.publish({
        recipients: { type: 'user', entityRef: people },
        channel: INBOX_SIGNAL_CHANNEL,
        message: { changed: 'inbox' },
      });
    }
  }

  /** A decision stands whether or not anybody could be told of it. */
  #tell(work: () => Promise<void>): void {
    this.#telling = Promise.all([
      this.#telling,
      work().catch(error => {
        // Portals without notifications answer 404 in the message only.
        const level = /\bstatus 404\b/.test(String(error)) ? 'debug' : 'warn';
        this.#logger[level](
          `People could not be told of a decision that waits: ${error}`,
        );
      }),
    ]).then(() => undefined);
  }
}
