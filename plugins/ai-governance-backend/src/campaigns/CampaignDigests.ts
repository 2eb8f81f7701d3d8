import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { CampaignGoal } from '@plumbline/backstage-plugin-ai-governance-common';
import { DateTime } from 'luxon';
import type { GroupGraph } from '../groups/GroupGraph';
import type { MaturityService } from '../maturity/MaturityService';
import type { OrganizationDates } from '../tabular/organizationDates';
import type { CampaignRecord, CampaignStore } from './CampaignStore';
import { goalState, percentOf, progressOf } from './progress';

/** Messages under way at a time. */
const AT_ONCE = 4;

/** Campaigns named in one message. */
const MOST_NAMED = 5;

/** Hour of the day from which digests are sent, in the organization's time zone. */
const FIRST_HOUR = 8;

/** Days after which it is forgotten who had a digest. */
const KEPT_DAYS = 60;

const DAY = 24 * 60 * 60 * 1000;

/** One campaign as one person is told of it. */
interface Line {
  campaign: CampaignRecord;
  /** Entities of the person that are not there yet. */
  open: number;
  /** Percent of the whole, for whom it is theirs to run. */
  percent?: number;
}

/**
 * Tells people what the campaigns that run wait for: who owns an entity that
 * is not there yet, and who runs a campaign. One message per person and week
 * about all of it, whatever restarts and however many replicas there are.
 */
export class CampaignDigests {
  readonly #store: CampaignStore;
  readonly #maturity: MaturityService;
  readonly #notifications: NotificationService;
  readonly #dates: OrganizationDates;
  readonly #logger: LoggerService;
  readonly #now: () => string;

  constructor(options: {
    store: CampaignStore;
    maturity: MaturityService;
    notifications: NotificationService;
    dates: OrganizationDates;
    logger: LoggerService;
    now: () => string;
  }) {
    this.#store = options.store;
    this.#maturity = options.maturity;
    this.#notifications = options.notifications;
    this.#dates = options.dates;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /** Sends what is due; answers how many messages went out. */
  async run(): Promise<number> {
    const at = this.#now();
    const local = DateTime.fromISO(at, { zone: this.#dates.zone });
    if (local.hour < FIRST_HOUR) {
      return 0;
    }
    const week = local.toFormat("kkkk-'W'WW");
    const today = this.#dates.today(at);
    const running = (await this.#store.open(at)).filter(
      ({ startOn }) => startOn <= today,
    );
    if (running.length === 0) {
      return 0;
    }
    const digested = await this.#store.digested(week);
    const due = [...(await this.#lines(running))].filter(
      ([person]) => !digested.has(person),
    );
    let sent = 0;
    for (let start = 0; start < due.length; start += AT_ONCE) {
      const outcomes = await Promise.all(
        due
          .slice(start, start + AT_ONCE)
          .map(([person, lines]) => this.#send(person, lines, week, at)),
      );
      sent += outcomes.filter(outcome => outcome === 'sent').length;
      if (outcomes.includes('unavailable')) {
        this.#logger.debug(
          'No notifications backend answers; digests of campaigns wait for one',
        );
        break;
      }
    }
    await this.#store.forgetDigests(
      new Date(Date.parse(at) - KEPT_DAYS * DAY).toISOString(),
    );
    return sent;
  }

  /** What everybody is told, by person. */
  async #lines(
    running: readonly CampaignRecord[],
  ): Promise<Map<string, Line[]>> {
    const look = await this.#maturity.lookAtAll({});
    const people = new Map<string, Map<string, Line>>();
    const lineOf = (person: string, campaign: CampaignRecord): Line => {
      const lines = people.get(person) ?? new Map<string, Line>();
      people.set(person, lines);
      const line = lines.get(campaign.id) ?? { campaign, open: 0 };
      lines.set(campaign.id, line);
      return line;
    };
    const members = new Map<string, readonly string[]>();
    const peopleOf = (owner: string) => {
      let found = members.get(owner);
      if (!found) {
        found = peopleBehind(owner, look.graph);
        members.set(owner, found);
      }
      return found;
    };
    for (const campaign of running) {
      const state = goalState(campaign.goal, look.inForce.framework);
      const standees = (await look.narrowed(campaign.filter)).standees();
      for (const standee of standees) {
        if (state(standee) === 'open') {
          const told = new Set(standee.member.owners.flatMap(peopleOf));
          for (const person of told) {
            lineOf(person, campaign).open += 1;
          }
        }
      }
      const percent = Math.floor(
        percentOf(progressOf(standees, state, look.at)),
      );
      for (const person of peopleOf(campaign.owner)) {
        lineOf(person, campaign).percent = percent;
      }
    }
    return new Map(
      [...people].map(([person, lines]) => [person, [...lines.values()]]),
    );
  }

  async #send(
    person: string,
    lines: Line[],
    week: string,
    at: string,
  ): Promise<'sent' | 'nothing' | 'failed' | 'unavailable'> {
    if (!(await this.#store.claimDigest(person, week, at))) {
      return 'nothing';
    }
    try {
      await this.#notifications.send({
        recipients: { type: 'entity', entityRef: person },
        payload: {
          ...messageOf(lines),
          severity: 'normal',
          topic: 'AI governance campaigns',
          scope: `ai-governance:campaigns:${week}`,
        },
      });
      return 'sent';
    } catch (error) {
      await this.#store.releaseDigest(person, week);
      // The service says what was answered in its message only.
      if (/\bstatus 404\b/.test(String(error))) {
        return 'unavailable';
      }
      this.#logger.warn(
        `A digest of campaigns could not be sent and is tried again: ${error}`,
      );
      return 'failed';
    }
  }
}

/** The people who own something: of a group, everybody in it and below it. */
function peopleBehind(owner: string, graph: GroupGraph): readonly string[] {
  return owner.startsWith('user:') ? [owner] : [...graph.membersOf(owner)];
}

function goalText(goal: CampaignGoal): string {
  return goal.kind === 'level'
    ? `level ${goal.level}`
    : goal.controls.join(', ');
}

function messageOf(lines: Line[]) {
  const open = lines.filter(line => line.open > 0);
  const named = lines
    .slice(0, MOST_NAMED)
    .map(({ campaign, open: left, percent }) =>
      [
        `${campaign.name} (${goalText(campaign.goal)}, until ${
          campaign.dueOn
        }):`,
        [
          ...(left > 0 ? [`${left} of your entities to go`] : []),
          ...(percent === undefined
            ? []
            : [`${percent} % of all done, which you run`]),
        ].join('; '),
      ].join(' '),
    );
  const more = lines.length - named.length;
  let title = 'How the campaigns stand that you run';
  if (open.length === 1) {
    title = `The campaign ${open[0].campaign.name} waits for you`;
  } else if (open.length > 1) {
    title = `${open.length} campaigns wait for you`;
  }
  return {
    title,
    description: `${named.join('. ')}${more > 0 ? `. And ${more} more` : ''}.`,
    link:
      lines.length === 1
        ? `/ai-governance/campaigns?campaign=${lines[0].campaign.id}`
        : '/ai-governance/campaigns',
  };
}
