import type { ReactElement } from 'react';
import type { TableColumn } from '@backstage/core-components';
import {
  CatalogTable,
  type CatalogTableColumnsFunc,
  type CatalogTableRow,
} from '@backstage/plugin-catalog';
import { isAiGovernanceAvailable } from '../availability';
import { ClassificationChip, LevelSteps, TierChip } from '../components';
import { useHiddenStyles } from '../components/hidden';
import { useText } from '../hooks/useText';
import {
  CLASSIFICATIONS,
  writtenJudgement,
  type WrittenJudgement,
} from './judgement';

/** The head of a column, short where its name would make it wide. */
function Title(props: { of: 'level' | 'classification' | 'tier' }) {
  const classes = useHiddenStyles();
  const t = useText();
  const name = t(`overview.${props.of}`);
  if (props.of !== 'classification') {
    return <>{name}</>;
  }
  return (
    <span title={name}>
      <span aria-hidden>{t('overview.classificationShort')}</span>
      <span className={classes.hidden}>{name}</span>
    </span>
  );
}

/**
 * Less room around than between columns of text: all three stay in sight. Made
 * anew for each column, as the table writes into the style of one that is
 * highlighted.
 */
const close = () => ({ paddingLeft: 8, paddingRight: 8 });

/** Of the catalog's own columns that hold names, in pixels. */
const LEAST_WIDTHS = {
  'resolved.entityRef': 160,
  'resolved.partOfSystemRelationTitle': 112,
  'resolved.ownedByRelationsTitle': 112,
};

function column(
  of: 'level' | 'classification' | 'tier',
  cell: (judgement: WrittenJudgement) => ReactElement | null,
  rank: (judgement: WrittenJudgement) => number,
): TableColumn<CatalogTableRow> {
  const ranked = ({ entity }: CatalogTableRow) =>
    rank(writtenJudgement(entity));
  return {
    id: `ai-governance-${of}`,
    title: (<Title of={of} />) as never,
    width: 'auto',
    searchable: false,
    headerStyle: close(),
    cellStyle: { ...close(), whiteSpace: 'nowrap' },
    render: ({ entity }) => cell(writtenJudgement(entity)),
    customSort: (a, b) => ranked(a) - ranked(b),
  };
}

/**
 * Columns for the catalog's table, read from what the catalog module wrote
 * into the entities' annotations: no request, however many rows there are.
 * Rows without a judgement stay empty. @public
 */
export const aiGovernanceColumnFactories = {
  createLevelColumn: (): TableColumn<CatalogTableRow> =>
    column(
      'level',
      ({ level, ownLevel }) =>
        level === undefined ? null : (
          <LevelSteps level={level} ownLevel={ownLevel} />
        ),
      ({ level = 0, ownLevel = 0 }) => 10 * level + ownLevel,
    ),
  createClassificationColumn: (): TableColumn<CatalogTableRow> =>
    column(
      'classification',
      ({ classification }) =>
        classification === undefined ? null : (
          <ClassificationChip classification={classification} plain />
        ),
      ({ classification }) =>
        classification === undefined
          ? -1
          : CLASSIFICATIONS.indexOf(classification),
    ),
  createTierColumn: (): TableColumn<CatalogTableRow> =>
    column(
      'tier',
      ({ tier }) =>
        tier === undefined ? null : <TierChip tier={tier} plain short />,
      ({ tier = 0 }) => tier,
    ),
};

/**
 * The columns that the catalog's table has anyway, and level, classification
 * and tier before the description, for kinds that are governed. For the
 * `columns` of `CatalogIndexPage` and `CatalogTable`. @public
 */
export const aiGovernanceCatalogColumns: CatalogTableColumnsFunc = context => {
  const columns = CatalogTable.defaultColumnsFunc(context);
  const kind = context.entities[0]?.kind ?? context.filters.kind?.value;
  if (!kind || !isAiGovernanceAvailable({ kind })) {
    return columns;
  }
  const description = columns.findIndex(
    ({ field }) => field === 'entity.metadata.description',
  );
  const at = description < 0 ? columns.length : description;
  // Names keep room to be read beside more columns, and are not taken apart.
  const before = columns.slice(0, at).map((each, position) => {
    const room = position === 0 ? { paddingRight: 8 } : close();
    const minWidth = LEAST_WIDTHS[each.field as keyof typeof LEAST_WIDTHS];
    return {
      ...each,
      headerStyle: { ...room },
      cellStyle: minWidth ? { ...room, minWidth } : room,
    };
  });
  return [
    ...before,
    aiGovernanceColumnFactories.createLevelColumn(),
    aiGovernanceColumnFactories.createClassificationColumn(),
    aiGovernanceColumnFactories.createTierColumn(),
    ...columns.slice(at),
  ];
};
