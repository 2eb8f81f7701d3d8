import { needsEntity, paramsMistakes } from '../genericChecks/checkParams';
import { isObject, keyOf, type Step } from './keys';
import type { Report } from './extend';

/**
 * Checks what a schema cannot say: that everything referred to exists, that ids are unique and that orders
 * are consistent. It reads the document leniently, so that these mistakes are found beside those of its
 * shape.
 */
export function checkReferences(document: unknown, report: Report): void {
  if (!isObject(document)) {
    return;
  }
  const controls = listOf(document.controls);
  const controlIds = idsOf(document.controls);
  const roleIds = idsOf(document.roles);
  const standardIds = idsOf(document.standards);
  const domainIds = idsOf(document.domains);
  const classificationIds = idsOf(document.classifications);
  const tiers = new Set(
    listOf(document.reviewTiers).map(tier => String(tier.tier)),
  );

  for (const [member, value] of Object.entries(document)) {
    if (Array.isArray(value)) {
      reportDuplicates(value, [member], report);
    }
  }

  const refer = (
    known: ReadonlySet<string>,
    what: string,
    value: unknown,
    path: readonly Step[],
  ) => {
    if (typeof value === 'string' && !known.has(value)) {
      report(path, `there is no ${what} "${value}"`);
    }
  };
  const referAll = (
    known: ReadonlySet<string>,
    what: string,
    values: unknown,
    path: readonly Step[],
  ) => {
    if (Array.isArray(values)) {
      values.forEach((value, index) =>
        refer(known, what, value, [...path, { key: String(index) }]),
      );
    }
  };

  const checkIds = new Map<string, string>();
  const visitCheck = (
    check: { [key: string]: unknown },
    path: readonly Step[],
    owner: string,
    scope: unknown,
  ) => {
    if (typeof check.id === 'string') {
      const other = checkIds.get(check.id);
      if (other !== undefined) {
        report(
          [...path, 'id'],
          `the check id "${check.id}" is used by ${other} already`,
        );
      } else {
        checkIds.set(check.id, owner);
      }
    }
    visitParams(check, path, scope, report);
    if (typeof check.actor === 'string' && check.actor.startsWith('role:')) {
      refer(roleIds, 'role', check.actor.slice(5), [...path, 'actor']);
    }
  };
  for (const control of controls) {
    const path: Step[] = ['controls', stepOf(control)];
    const owner = `control ${keyOf(control)}`;
    refer(domainIds, 'domain', control.domain, [...path, 'domain']);
    visitPredicate(control.applicability, [...path, 'applicability']);
    if (isObject(control.references)) {
      for (const standard of Object.keys(control.references)) {
        refer(standardIds, 'standard', standard, [
          ...path,
          'references',
          standard,
        ]);
      }
    }
    reportDuplicates(control.parts, [...path, 'parts'], report);
    for (const part of listOf(control.parts)) {
      const partPath: Step[] = [...path, 'parts', stepOf(part)];
      visitPredicate(part.applicability, [...partPath, 'applicability']);
      const checks = listOf(part.checks);
      checks.forEach(check =>
        visitCheck(
          check,
          [...partPath, 'checks', stepOf(check)],
          owner,
          part.scope,
        ),
      );
      if (
        checks.length > 0 &&
        checks.every(({ optional }) => optional === true)
      ) {
        report(
          [...partPath, 'checks'],
          'a part needs at least one check that is not optional',
        );
      }
      if (
        isObject(part.mode) &&
        typeof part.mode.atLeast === 'number' &&
        part.mode.atLeast > checks.length
      ) {
        report(
          [...partPath, 'mode', 'atLeast'],
          `asks for ${part.mode.atLeast} of ${checks.length} checks`,
        );
      }
    }
  }

  function visitPredicate(predicate: unknown, path: readonly Step[]): void {
    if (!isObject(predicate)) {
      return;
    }
    refer(
      classificationIds,
      'classification',
      predicate.classificationAtLeast,
      [...path, 'classificationAtLeast'],
    );
    for (const member of ['allOf', 'anyOf'] as const) {
      listOf(predicate[member]).forEach((inner, index) =>
        visitPredicate(inner, [...path, member, { key: String(index) }]),
      );
    }
    visitPredicate(predicate.not, [...path, 'not']);
  }

  const levels = listOf(document.levels);
  for (const level of levels) {
    const path: Step[] = ['levels', stepOf(level)];
    referAll(controlIds, 'control', level.requiredControls, [
      ...path,
      'requiredControls',
    ]);
    reportDuplicates(
      level.characteristics,
      [...path, 'characteristics'],
      report,
    );
    for (const characteristic of listOf(level.characteristics)) {
      if (isObject(characteristic.check)) {
        const checkPath = [
          ...path,
          'characteristics',
          stepOf(characteristic),
          'check',
        ];
        visitCheck(
          characteristic.check,
          checkPath,
          `level ${keyOf(level)}`,
          'organization',
        );
        if (characteristic.check.type !== 'attestation') {
          report(
            [...checkPath, 'type'],
            'a characteristic of a level can only be attested',
          );
        }
      }
    }
  }
  const numbers = levels.map(({ level }) => Number(level));
  numbers.forEach((number, index) => {
    if (Number.isInteger(number) && number !== index + 1) {
      report(
        ['levels', stepOf(levels[index])],
        `levels must be listed from 1 upwards without a gap; level ${
          index + 1
        } is expected here`,
      );
    }
  });

  visitRestingChecks(controls, new Set(checkIds.keys()), report);

  for (const risk of listOf(document.risks)) {
    const path: Step[] = ['risks', stepOf(risk)];
    referAll(controlIds, 'control', risk.controls, [...path, 'controls']);
    refer(roleIds, 'role', risk.ownerRole, [...path, 'ownerRole']);
    const ratings = ['low', 'medium', 'high', 'critical'];
    const inherent = ratings.indexOf(String(risk.inherent));
    const residual = ratings.indexOf(String(risk.residual));
    if (inherent >= 0 && residual > inherent) {
      report(
        [...path, 'residual'],
        `the residual rating ${risk.residual} is above the inherent one, ${risk.inherent}`,
      );
    }
  }
  for (const regulation of listOf(document.regulations)) {
    const path: Step[] = ['regulations', stepOf(regulation), 'analysis'];
    reportDuplicates(regulation.analysis, path, report);
    for (const entry of listOf(regulation.analysis)) {
      refer(controlIds, 'control', entry.control, [
        ...path,
        stepOf(entry),
        'control',
      ]);
    }
  }
  if (isObject(document.settings) && isObject(document.settings.tools)) {
    referAll(roleIds, 'role', document.settings.tools.signOffRoles, [
      'settings',
      'tools',
      'signOffRoles',
    ]);
    reportDuplicates(
      document.settings.tools.criteria,
      ['settings', 'tools', 'criteria'],
      report,
    );
  }
  for (const cadence of listOf(document.cadences)) {
    refer(roleIds, 'role', cadence.ownerRole, [
      'cadences',
      stepOf(cadence),
      'ownerRole',
    ]);
  }
  for (const entry of listOf(document.raci)) {
    for (const member of [
      'responsible',
      'accountable',
      'consulted',
      'informed',
    ]) {
      referAll(roleIds, 'role', entry[member], ['raci', stepOf(entry), member]);
    }
  }
  for (const member of ['checklists', 'policies']) {
    for (const list of listOf(document[member])) {
      visitItems(list.items, [member, stepOf(list), 'items']);
    }
  }
  for (const roadmap of listOf(document.roadmaps)) {
    const path: Step[] = ['roadmaps', stepOf(roadmap), 'phases'];
    reportDuplicates(roadmap.phases, path, report);
    for (const phase of listOf(roadmap.phases)) {
      visitItems(phase.activities, [...path, stepOf(phase), 'activities']);
    }
  }
  const checklistIds = idsOf(document.checklists);
  for (const stage of listOf(document.adoptionStages)) {
    const path: Step[] = ['adoptionStages', stepOf(stage)];
    visitItems(stage.entryCriteria, [...path, 'entryCriteria']);
    referAll(checklistIds, 'checklist', stage.requires, [...path, 'requires']);
  }

  function visitProgramme(programme: unknown, cadences: unknown): void {
    if (!isObject(programme)) {
      return;
    }
    const cadenceIds = idsOf(cadences);
    const { committee, incidents, escalation } = programme;
    if (isObject(committee)) {
      const path: Step[] = ['programme', 'committee'];
      refer(roleIds, 'role', committee.role, [...path, 'role']);
      refer(cadenceIds, 'cadence', committee.cadence, [...path, 'cadence']);
      reportDuplicates(committee.seats, [...path, 'seats'], report);
      reportDuplicates(committee.reviews, [...path, 'reviews'], report);
      const seats = listOf(committee.seats);
      for (const seat of seats) {
        referAll(roleIds, 'role', seat.roles, [
          ...path,
          'seats',
          stepOf(seat),
          'roles',
        ]);
      }
      if (
        typeof committee.quorum === 'number' &&
        committee.quorum > seats.length
      ) {
        report(
          [...path, 'quorum'],
          `asks for ${committee.quorum} of ${seats.length} seats`,
        );
      }
      for (const review of listOf(committee.reviews)) {
        refer(cadenceIds, 'cadence', review.cadence, [
          ...path,
          'reviews',
          stepOf(review),
          'cadence',
        ]);
      }
    }
    if (isObject(incidents)) {
      refer(roleIds, 'role', incidents.role, [
        'programme',
        'incidents',
        'role',
      ]);
      refer(attestedChecks(), 'attested check', incidents.tabletopCheck, [
        'programme',
        'incidents',
        'tabletopCheck',
      ]);
    }
    reportDuplicates(programme.playbooks, ['programme', 'playbooks'], report);
    for (const playbook of listOf(programme.playbooks)) {
      visitItems(playbook.steps, [
        'programme',
        'playbooks',
        stepOf(playbook),
        'steps',
      ]);
    }
    const levelPath: Step[] = ['programme', 'approvalLevels'];
    reportDuplicates(programme.approvalLevels, levelPath, report);
    visitOrders(
      programme.approvalLevels,
      ['programme', 'approvalLevels'],
      report,
    );
    for (const level of listOf(programme.approvalLevels)) {
      refer(roleIds, 'role', level.approverRole, [
        ...levelPath,
        stepOf(level),
        'approverRole',
      ]);
    }
    if (isObject(escalation)) {
      const path: Step[] = ['programme', 'escalation', 'steps'];
      reportDuplicates(escalation.steps, path, report);
      for (const step of listOf(escalation.steps)) {
        referAll(roleIds, 'role', step.tells, [...path, stepOf(step), 'tells']);
      }
    }
  }

  /** What people say of the organization as a whole. */
  function attestedChecks(): Set<string> {
    return new Set(
      controls.flatMap(({ parts }) =>
        listOf(parts)
          .filter(({ scope }) => scope === 'organization')
          .flatMap(({ checks }) => listOf(checks))
          .flatMap(({ id, type }) =>
            type === 'attestation' ? [String(id)] : [],
          ),
      ),
    );
  }

  function visitItems(items: unknown, path: readonly Step[]): void {
    reportDuplicates(items, path, report);
    for (const item of listOf(items)) {
      referAll(controlIds, 'control', item.controls, [
        ...path,
        stepOf(item),
        'controls',
      ]);
    }
  }

  for (const handle of listOf(document.handles)) {
    const path: Step[] = ['handles', stepOf(handle)];
    refer(classificationIds, 'classification', handle.classificationFloor, [
      ...path,
      'classificationFloor',
    ]);
    if (
      typeof handle.tierFloor === 'number' &&
      !tiers.has(String(handle.tierFloor))
    ) {
      report(
        [...path, 'tierFloor'],
        `there is no review tier ${handle.tierFloor}`,
      );
    }
  }
  visitProgramme(document.programme, document.cadences);
  visitClassifications(document.classifications, report);
  visitZones(document.zones, report);
  visitOrders(document.adoptionStages, ['adoptionStages'], report);

  if (isObject(document.settings)) {
    const { settings } = document;
    for (const member of ['approvingRole', 'sponsorRole']) {
      refer(roleIds, 'role', settings[member], ['settings', member]);
    }
    refer(classificationIds, 'classification', settings.assumedClassification, [
      'settings',
      'assumedClassification',
    ]);
    if (
      typeof settings.assumedTier === 'number' &&
      !tiers.has(String(settings.assumedTier))
    ) {
      report(
        ['settings', 'assumedTier'],
        `there is no review tier ${settings.assumedTier}`,
      );
    }
    const courses = isObject(settings.training)
      ? settings.training.courses
      : undefined;
    const path: Step[] = ['settings', 'training', 'courses'];
    reportDuplicates(courses, path, report);
    for (const course of listOf(courses)) {
      referAll(idsOf(courses), 'course', course.alsoBy, [
        ...path,
        stepOf(course),
        'alsoBy',
      ]);
    }
  }
}

type Item = { [key: string]: unknown };

function listOf(value: unknown): Item[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function idsOf(value: unknown): Set<string> {
  return new Set(
    listOf(value).flatMap(({ id }) => (typeof id === 'string' ? [id] : [])),
  );
}

function stepOf(item: Item): Step {
  return { key: keyOf(item) ?? '?' };
}

function reportDuplicates(
  items: unknown,
  path: readonly Step[],
  report: Report,
): void {
  const seen = new Set<string>();
  for (const item of listOf(items)) {
    const key = keyOf(item);
    if (key !== undefined && seen.has(key)) {
      report([...path, { key }], `"${key}" is defined more than once`);
    } else if (key !== undefined) {
      seen.add(key);
    }
  }
}

/** Parameters of the check types that an organization writes its own controls with. */
function visitParams(
  check: Item,
  path: readonly Step[],
  scope: unknown,
  report: Report,
): void {
  if (typeof check.type !== 'string') {
    return;
  }
  if (needsEntity(check.type) && scope !== 'entity') {
    report([...path, 'type'], `${check.type} can only be asked of entities`);
  }
  for (const mistake of paramsMistakes(check.type, check.params)) {
    report(
      [
        ...path,
        'params',
        ...mistake.path.map(step =>
          typeof step === 'number' ? { key: String(step) } : step,
        ),
      ],
      mistake.message,
    );
  }
}

/** Checks that rest on others must name checks that exist. */
function visitRestingChecks(
  controls: Item[],
  known: ReadonlySet<string>,
  report: Report,
): void {
  for (const control of controls) {
    for (const part of listOf(control.parts)) {
      for (const check of listOf(part.checks)) {
        if (check.type !== 'findings.unresolved') {
          continue;
        }
        const path: Step[] = [
          'controls',
          stepOf(control),
          'parts',
          stepOf(part),
          'checks',
          stepOf(check),
          'params',
        ];
        const params = isObject(check.params) ? check.params : {};
        if (!Array.isArray(params.of) || params.of.length === 0) {
          report(
            [...path, 'of'],
            'must list the checks whose evidence this one rests on',
          );
        }
        for (const member of ['of', 'reports']) {
          const ids = params[member];
          if (Array.isArray(ids)) {
            ids.forEach((id, index) => {
              if (!known.has(String(id)) || id === check.id) {
                report(
                  [...path, member, { key: String(index) }],
                  `there is no other check "${id}"`,
                );
              }
            });
          }
        }
      }
    }
  }
}

function visitClassifications(value: unknown, report: Report): void {
  visitOrders(value, ['classifications'], report);
  const words = new Map<string, string>();
  const classifications = listOf(value);
  for (const { id } of classifications) {
    if (typeof id === 'string') {
      words.set(id.toLowerCase(), id);
    }
  }
  for (const classification of classifications) {
    const { aliases } = classification;
    if (Array.isArray(aliases)) {
      aliases.forEach((alias, index) => {
        const word = String(alias).toLowerCase();
        const other = words.get(word);
        if (other !== undefined) {
          report(
            [
              'classifications',
              stepOf(classification),
              'aliases',
              { key: String(index) },
            ],
            `"${alias}" already stands for ${other}`,
          );
        } else {
          words.set(word, String(classification.id));
        }
      });
    }
  }
}

/** Orders must ascend strictly in the order of the list. */
function visitOrders(
  value: unknown,
  path: readonly Step[],
  report: Report,
): void {
  let before = -Infinity;
  for (const item of listOf(value)) {
    if (typeof item.order === 'number') {
      if (item.order <= before) {
        report(
          [...path, stepOf(item), 'order'],
          `must be above ${before}, the order of the one before`,
        );
      }
      before = item.order;
    }
  }
}

function visitZones(value: unknown, report: Report): void {
  const ids = idsOf(value);
  for (const id of ['green', 'yellow', 'red']) {
    if (Array.isArray(value) && !ids.has(id)) {
      report(['zones'], `the zone "${id}" is missing`);
    }
  }
}
