import { deepFreeze } from '../freeze';
import type { Framework } from '../types';
import { adoptionStages } from './adoptionStages';
import { classifications } from './classifications';
import { controls } from './controls';
import { domains } from './domains';
import { handles } from './handles';
import { levels } from './levels';
import { reviewTiers } from './reviewTiers';
import { risks } from './risks';
import { settings } from './settings';
import { kpis } from './kpis';
import { standards } from './standards';
import { regulations } from './regulations';
import { cadences } from './cadences';
import { roles } from './roles';
import { raci } from './raci';
import { accountability } from './accountability';
import { roadmaps } from './roadmaps';
import { checklists } from './checklists';
import { policies } from './policies';
import { programme } from './programme';
import { zones } from './zones';

/**
 * The framework that is in force until an organization brings its own. Facts, identifiers and figures
 * come from the governance documents the project was started from; every text is the project's own.
 * @public
 */
export const defaultFramework: Framework = deepFreeze<Framework>({
  id: 'default',
  version: '1.0.0',
  name: 'AI code governance',
  description:
    'Controls, maturity levels, risks and rules for developing software with AI assistance.',
  settings,
  domains,
  controls,
  levels,
  classifications,
  reviewTiers,
  zones,
  handles,
  risks,
  kpis,
  standards,
  regulations,
  cadences,
  roles,
  raci,
  accountability,
  adoptionStages,
  roadmaps,
  checklists,
  policies,
  programme,
});
