import { createPermission } from '@backstage/plugin-permission-common';

/** Resource type of permissions that are about one catalog entity's governance. @public */
export const RESOURCE_TYPE_AI_GOVERNANCE_ENTITY = 'ai-governance-entity';

/** See scorecards, profiles and their history. @public */
export const scorecardReadPermission = createPermission({
  name: 'ai-governance.scorecard.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_AI_GOVERNANCE_ENTITY,
});

/** See where findings of an entity are: paths, lines and links. @public */
export const findingReadPermission = createPermission({
  name: 'ai-governance.finding.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_AI_GOVERNANCE_ENTITY,
});

/** Declare the profile of an entity. @public */
export const profileDeclarePermission = createPermission({
  name: 'ai-governance.profile.declare',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_AI_GOVERNANCE_ENTITY,
});

/** Decide on declarations that lower a protection. @public */
export const declarationDecidePermission = createPermission({
  name: 'ai-governance.declaration.decide',
  attributes: { action: 'update' },
});

/** Ask for an entity's sources to be looked at again now. @public */
export const assessmentRunPermission = createPermission({
  name: 'ai-governance.assessment.run',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_AI_GOVERNANCE_ENTITY,
});

/** Attest a check of an entity. @public */
export const entityAttestPermission = createPermission({
  name: 'ai-governance.attestation.entity',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_AI_GOVERNANCE_ENTITY,
});

/** Dispute a finding of an entity. @public */
export const disputePermission = createPermission({
  name: 'ai-governance.dispute.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_AI_GOVERNANCE_ENTITY,
});

/** Decide whether a disputed finding is wrong. @public */
export const disputeDecidePermission = createPermission({
  name: 'ai-governance.dispute.decide',
  attributes: { action: 'update' },
});

/** Ask for an AI tool to be approved. @public */
export const toolRequestPermission = createPermission({
  name: 'ai-governance.tool.request',
  attributes: { action: 'create' },
});

/** Sign requests for AI tools, review approved ones and end their approval. @public */
export const toolDecidePermission = createPermission({
  name: 'ai-governance.tool.decide',
  attributes: { action: 'update' },
});

/** Ask for an exception from a control for an entity. @public */
export const exceptionRequestPermission = createPermission({
  name: 'ai-governance.exception.request',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_AI_GOVERNANCE_ENTITY,
});

/** Decide on exceptions, and end them early. @public */
export const exceptionDecidePermission = createPermission({
  name: 'ai-governance.exception.decide',
  attributes: { action: 'update' },
});

/** Decide on exceptions that were renewed so often that only the sponsor may, and accept risks of the organization. @public */
export const exceptionSponsorPermission = createPermission({
  name: 'ai-governance.exception.sponsor',
  attributes: { action: 'update' },
});

/** Attest a check of a group or of the organization. @public */
export const attestPermission = createPermission({
  name: 'ai-governance.attestation.create',
  attributes: { action: 'create' },
});

/** Confirm an organization attestation as the second person. @public */
export const attestConfirmPermission = createPermission({
  name: 'ai-governance.attestation.confirm',
  attributes: { action: 'update' },
});

/** Propose another framework version, and see what it would change. @public */
export const frameworkProposePermission = createPermission({
  name: 'ai-governance.framework.propose',
  attributes: { action: 'create' },
});

/** Put another framework version in force. @public */
export const frameworkActivatePermission = createPermission({
  name: 'ai-governance.framework.activate',
  attributes: { action: 'update' },
});

/** Read the audit log as far as it is about entities one sees, and verify it. @public */
export const auditReadPermission = createPermission({
  name: 'ai-governance.audit.read',
  attributes: { action: 'read' },
});

/** Read and export the whole audit log. @public */
export const auditReadAllPermission = createPermission({
  name: 'ai-governance.audit.read-all',
  attributes: { action: 'read' },
});

/** Erase a person from the audit log. @public */
export const auditErasePermission = createPermission({
  name: 'ai-governance.audit.erase',
  attributes: { action: 'delete' },
});

/** Upload training completions. @public */
export const trainingUploadPermission = createPermission({
  name: 'ai-governance.training.upload',
  attributes: { action: 'create' },
});

/** Erase what is kept of a person's training. @public */
export const trainingErasePermission = createPermission({
  name: 'ai-governance.training.erase',
  attributes: { action: 'delete' },
});

/** See training figures per group, never of a person. @public */
export const trainingReadPermission = createPermission({
  name: 'ai-governance.training.read',
  attributes: { action: 'read' },
});

/** Import inventories, reports, analyses and records. @public */
export const importCreatePermission = createPermission({
  name: 'ai-governance.import.create',
  attributes: { action: 'create' },
});

/** See what was imported, from where and how old it is. @public */
export const importReadPermission = createPermission({
  name: 'ai-governance.import.read',
  attributes: { action: 'read' },
});

/** Add risks to the register, and edit who looks after them and what is done. @public */
export const riskEditPermission = createPermission({
  name: 'ai-governance.risk.edit',
  attributes: { action: 'update' },
});

/** Plan, edit and end campaigns. @public */
export const campaignManagePermission = createPermission({
  name: 'ai-governance.campaign.manage',
  attributes: { action: 'update' },
});

/** Say that items of plans, checklists and entry criteria are done. @public */
export const roadmapAttestPermission = createPermission({
  name: 'ai-governance.roadmap.attest',
  attributes: { action: 'update' },
});

/** Move teams between adoption stages. @public */
export const adoptionDecidePermission = createPermission({
  name: 'ai-governance.adoption.decide',
  attributes: { action: 'update' },
});

/** See incidents and tabletop exercises, as far as one sees their services. @public */
export const incidentReadPermission = createPermission({
  name: 'ai-governance.incident.read',
  attributes: { action: 'read' },
});

/** Report an incident. @public */
export const incidentReportPermission = createPermission({
  name: 'ai-governance.incident.report',
  attributes: { action: 'create' },
});

/** Lead the response to incidents, and record exercises. @public */
export const incidentManagePermission = createPermission({
  name: 'ai-governance.incident.manage',
  attributes: { action: 'update' },
});

/** See the committee, its agenda and its minutes. @public */
export const committeeReadPermission = createPermission({
  name: 'ai-governance.committee.read',
  attributes: { action: 'read' },
});

/** Convene the committee and record what it decides. @public */
export const committeeManagePermission = createPermission({
  name: 'ai-governance.committee.manage',
  attributes: { action: 'update' },
});

/** See the AI workflows of the organization. @public */
export const workflowReadPermission = createPermission({
  name: 'ai-governance.workflow.read',
  attributes: { action: 'read' },
});

/** Propose AI workflows, and change or end one's own. @public */
export const workflowProposePermission = createPermission({
  name: 'ai-governance.workflow.propose',
  attributes: { action: 'create' },
});

/** Decide on AI workflows, and look at them again. @public */
export const workflowDecidePermission = createPermission({
  name: 'ai-governance.workflow.decide',
  attributes: { action: 'update' },
});

/** See violations of the usage policy, with the people they are about. @public */
export const violationReadPermission = createPermission({
  name: 'ai-governance.violation.read',
  attributes: { action: 'read' },
});

/** Report a violation of the usage policy. @public */
export const violationReportPermission = createPermission({
  name: 'ai-governance.violation.report',
  attributes: { action: 'create' },
});

/** See what everybody says of controls, without who. @public */
export const feedbackReadPermission = createPermission({
  name: 'ai-governance.feedback.read',
  attributes: { action: 'read' },
});

/** Say that a week's failures were looked at. @public */
export const failureReviewPermission = createPermission({
  name: 'ai-governance.failure.review',
  attributes: { action: 'update' },
});

/** See how many of each team acknowledged what they answer for, never who. @public */
export const accountabilityReadPermission = createPermission({
  name: 'ai-governance.accountability.read',
  attributes: { action: 'read' },
});

/** Every permission of the plugin. @public */
export const aiGovernancePermissions = [
  scorecardReadPermission,
  findingReadPermission,
  profileDeclarePermission,
  declarationDecidePermission,
  assessmentRunPermission,
  entityAttestPermission,
  disputePermission,
  disputeDecidePermission,
  toolRequestPermission,
  toolDecidePermission,
  exceptionRequestPermission,
  exceptionDecidePermission,
  exceptionSponsorPermission,
  attestPermission,
  attestConfirmPermission,
  frameworkProposePermission,
  frameworkActivatePermission,
  auditReadPermission,
  auditReadAllPermission,
  auditErasePermission,
  trainingUploadPermission,
  trainingReadPermission,
  trainingErasePermission,
  importCreatePermission,
  importReadPermission,
  riskEditPermission,
  campaignManagePermission,
  roadmapAttestPermission,
  adoptionDecidePermission,
  incidentReadPermission,
  incidentReportPermission,
  incidentManagePermission,
  committeeReadPermission,
  committeeManagePermission,
  workflowReadPermission,
  workflowProposePermission,
  workflowDecidePermission,
  violationReadPermission,
  violationReportPermission,
  feedbackReadPermission,
  failureReviewPermission,
  accountabilityReadPermission,
];
