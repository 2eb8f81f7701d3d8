import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import { spec } from '../schema/openapi.generated';
import type { Services } from '../services';
import { addAttestationRoutes } from './attestationRoutes';
import { addAuditRoutes } from './auditRoutes';
import { addBadgeRoutes } from './badgeRoutes';
import { addCampaignRoutes } from './campaignRoutes';
import { routeContext } from './context';
import { addDeclarationRoutes } from './declarationRoutes';
import { addDisputeRoutes } from './disputeRoutes';
import { addExceptionRoutes } from './exceptionRoutes';
import { addExportRoutes } from './exportRoutes';
import { addFrameworkRoutes } from './frameworkRoutes';
import { addImportRoutes } from './importRoutes';
import { addIncidentRoutes } from './incidentRoutes';
import { addInboxRoutes } from './inboxRoutes';
import { addInventoryRoutes } from './inventoryRoutes';
import { addMaturityRoutes } from './maturityRoutes';
import { addProfileRoutes } from './profileRoutes';
import { addPushRoutes } from './pushRoutes';
import { addRiskRoutes } from './riskRoutes';
import { addRoadmapRoutes } from './roadmapRoutes';
import { addScorecardRoutes } from './scorecardRoutes';
import { addToolRoutes } from './toolRoutes';
import { addTrainingRoutes } from './trainingRoutes';
import { validatedRouter } from './validatedRouter';

/** Translates HTTP to services and nothing else. */
export function createRouter(options: {
  services: Services;
  httpAuth: HttpAuthService;
}): Router {
  const { services, httpAuth } = options;
  const router = validatedRouter(spec as never);
  const context = routeContext({ router, services, httpAuth });
  addFrameworkRoutes(context);
  addScorecardRoutes(context);
  addMaturityRoutes(context);
  addProfileRoutes(context);
  addDeclarationRoutes(context);
  addInboxRoutes(context);
  addInventoryRoutes(context);
  addAttestationRoutes(context);
  addPushRoutes(context);
  addTrainingRoutes(context);
  addImportRoutes(context);
  addDisputeRoutes(context);
  addToolRoutes(context);
  addRiskRoutes(context);
  addCampaignRoutes(context);
  addRoadmapRoutes(context);
  addIncidentRoutes(context);
  addExceptionRoutes(context);
  addBadgeRoutes(context);
  addExportRoutes(context);
  addAuditRoutes(context);
  return router;
}
