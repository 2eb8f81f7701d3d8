import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { DeclarationService } from '../declarations/DeclarationService';
import type { ExceptionService } from '../exceptions/ExceptionService';
import type { IncidentService } from '../incidents/IncidentService';
import type { RiskAcceptanceService } from '../riskAcceptances/RiskAcceptanceService';
import type { RiskService } from '../risks/RiskService';
import type { OrganizationDates } from '../tabular/organizationDates';
import type { ToolRegistryService } from '../tools/ToolRegistryService';
import type { WorkflowService } from '../workflows/WorkflowService';
import type { AgendaInput } from './CommitteeService';

/** Exceptions that end later are on no agenda yet. */
const AHEAD_DAYS = 62;

const DAY = 24 * 60 * 60 * 1000;

/**
 * What exceptions, lowered protections, tools, workflows, risks, those accepted
 * and incidents
 * bring to an agenda, as far as the credentials show the services they are
 * about; incidents whatever became of theirs, as somebody has to answer them.
 */
export function agendaInput(options: {
  exceptions: Pick<ExceptionService, 'due'>;
  declarations: Pick<DeclarationService, 'waiting'>;
  tools: Pick<ToolRegistryService, 'tools'>;
  workflows: Pick<WorkflowService, 'undecided'>;
  risks: Pick<RiskService, 'reviews'>;
  riskAcceptances: Pick<RiskAcceptanceService, 'inForce'>;
  incidents: Pick<IncidentService, 'unanswered'>;
  failures: (
    credentials: BackstageCredentials,
  ) => Promise<AgendaInput['failures']>;
  dates: OrganizationDates;
  now: () => string;
}): (credentials: BackstageCredentials) => Promise<AgendaInput> {
  const {
    exceptions,
    declarations,
    tools,
    workflows,
    risks,
    riskAcceptances,
    incidents,
    dates,
  } = options;
  return async credentials => {
    const ahead = new Date(
      Date.parse(options.now()) + AHEAD_DAYS * DAY,
    ).toISOString();
    const [
      deviations,
      lowered,
      registry,
      flows,
      reviews,
      accepted,
      open,
      failures,
    ] = await Promise.all([
      exceptions.due(ahead, credentials),
      declarations.waiting(credentials),
      tools.tools(),
      workflows.undecided(),
      risks.reviews(),
      riskAcceptances.inForce(),
      incidents.unanswered(),
      options.failures(credentials),
    ]);
    return {
      failures,
      exceptions: deviations.map(each => ({
        id: each.id,
        // Its services are named where only those see them who may.
        title: each.control,
        state: each.state === 'open' ? 'open' : 'approved',
        requestedAt: each.requestedAt,
        until: each.until,
        entityRefs: each.entities.map(({ entityRef }) => entityRef),
      })),
      lowerings: lowered.map(({ id, at, entityRef, lowerings }) => ({
        id,
        // What is lowered; as above, without the service.
        title: lowerings
          .map(({ from, to }) => `${from} → ${to ?? '–'}`)
          .join(', '),
        at,
        entityRefs: [entityRef],
      })),
      tools: registry.map(tool => ({
        id: tool.id,
        name: tool.name,
        ...(tool.request && { requestedAt: tool.request.requestedAt }),
        ...(tool.status === 'approved' &&
          tool.reviewBy !== undefined && { reviewBy: tool.reviewBy }),
      })),
      workflows: flows.map(({ id, name, state, at, reviewBy }) => ({
        id,
        title: name,
        state: state === 'proposed' ? 'proposed' : 'approved',
        at,
        ...(reviewBy !== undefined && { reviewBy }),
      })),
      risks: reviews.map(({ id, category, reviewBy }) => ({
        id,
        title: `${id} ${category}`,
        ...(reviewBy !== undefined && { reviewEnds: dates.endOf(reviewBy) }),
      })),
      riskAcceptances: accepted.map(({ id, control, until }) => ({
        id,
        title: control,
        until,
      })),
      incidents: open.map(({ id, title, at, entityRefs }) => ({
        id,
        title,
        at,
        entityRefs,
      })),
    };
  };
}
