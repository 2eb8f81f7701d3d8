import {
  accountabilityReadPermission,
  adoptionDecidePermission,
  assessmentRunPermission,
  attestConfirmPermission,
  attestPermission,
  auditErasePermission,
  auditReadAllPermission,
  auditReadPermission,
  campaignManagePermission,
  committeeManagePermission,
  committeeReadPermission,
  declarationDecidePermission,
  disputeDecidePermission,
  disputePermission,
  entityAttestPermission,
  exceptionDecidePermission,
  exceptionRequestPermission,
  exceptionSponsorPermission,
  failureReviewPermission,
  feedbackReadPermission,
  findingReadPermission,
  frameworkActivatePermission,
  frameworkProposePermission,
  importCreatePermission,
  importReadPermission,
  incidentManagePermission,
  incidentReadPermission,
  incidentReportPermission,
  profileDeclarePermission,
  riskEditPermission,
  roadmapAttestPermission,
  scorecardReadPermission,
  toolDecidePermission,
  toolRequestPermission,
  trainingErasePermission,
  trainingReadPermission,
  trainingUploadPermission,
  violationReadPermission,
  violationReportPermission,
  workflowDecidePermission,
  workflowProposePermission,
  workflowReadPermission,
} from './index';

/** Whoever is signed in. @public */
export const EVERYBODY = 'everybody';

/** Whoever is in a group of the catalog. @public */
export const TEAM_MEMBER = 'team-member';

/** Whoever owns the entity that is asked about. @public */
export const OWNER = 'owner';

const LEAD = 'platform-lead';
const COMMITTEE = 'governance-committee';
const SECURITY = 'security-compliance';
const LEGAL = 'legal';
const ENABLEMENT = 'enablement-lead';
const SPONSOR = 'executive-sponsor';
const AUDITOR = 'auditor';

/** Those who run the programme. */
const PROGRAMME = [LEAD, SECURITY, COMMITTEE];

/** Those who see all of the audit log. */
const AUDIT = [AUDITOR, SECURITY, COMMITTEE];

/**
 * Who has which permission under the ready-made policy: roles of the
 * framework, and the three kinds of people above. What is not in here is
 * granted to nobody. Only permissions about an entity can be an owner's.
 *
 * @public
 */
export const roleGrants: {
  readonly [permission: string]: readonly string[];
} = {
  [scorecardReadPermission.name]: [EVERYBODY],
  [findingReadPermission.name]: [OWNER, SECURITY, AUDITOR],
  [profileDeclarePermission.name]: [OWNER],
  [assessmentRunPermission.name]: [OWNER],
  [entityAttestPermission.name]: [OWNER],
  [disputePermission.name]: [OWNER],
  [exceptionRequestPermission.name]: [OWNER],
  [declarationDecidePermission.name]: [SECURITY],
  [disputeDecidePermission.name]: [SECURITY],
  [exceptionDecidePermission.name]: [SECURITY],
  [exceptionSponsorPermission.name]: [SPONSOR],
  [toolRequestPermission.name]: [TEAM_MEMBER],
  [toolDecidePermission.name]: [SECURITY, LEGAL, LEAD],
  [attestPermission.name]: [...PROGRAMME, LEGAL, ENABLEMENT, SPONSOR],
  [attestConfirmPermission.name]: [SECURITY, COMMITTEE, SPONSOR],
  [frameworkProposePermission.name]: PROGRAMME,
  [frameworkActivatePermission.name]: [COMMITTEE, SPONSOR],
  [auditReadPermission.name]: AUDIT,
  [auditReadAllPermission.name]: AUDIT,
  [auditErasePermission.name]: [SECURITY],
  [trainingUploadPermission.name]: [SECURITY, ENABLEMENT],
  [trainingReadPermission.name]: [TEAM_MEMBER],
  [trainingErasePermission.name]: [SECURITY],
  [importCreatePermission.name]: [SECURITY, LEGAL],
  [importReadPermission.name]: [TEAM_MEMBER],
  [riskEditPermission.name]: PROGRAMME,
  [campaignManagePermission.name]: PROGRAMME,
  [roadmapAttestPermission.name]: PROGRAMME,
  [adoptionDecidePermission.name]: PROGRAMME,
  [incidentReadPermission.name]: [TEAM_MEMBER],
  [committeeReadPermission.name]: [TEAM_MEMBER],
  [committeeManagePermission.name]: [COMMITTEE],
  [workflowReadPermission.name]: [TEAM_MEMBER],
  [workflowProposePermission.name]: [TEAM_MEMBER],
  [workflowDecidePermission.name]: PROGRAMME,
  [violationReadPermission.name]: [SECURITY, SPONSOR],
  [violationReportPermission.name]: [SECURITY, LEAD],
  [feedbackReadPermission.name]: PROGRAMME,
  [failureReviewPermission.name]: [SECURITY],
  [accountabilityReadPermission.name]: PROGRAMME,
  [incidentReportPermission.name]: [TEAM_MEMBER],
  [incidentManagePermission.name]: [SECURITY],
};
