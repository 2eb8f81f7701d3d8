import { useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  scorecardReadPermission,
  type ScorecardListItem,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import {
  ClassificationChip,
  Problem,
  Section,
  TierChip,
  usePageStyles,
} from '../components';
import { useResource } from '../hooks/useResource';
import { useText } from '../hooks/useText';
import { useTabLink } from '../pages/useTabLink';
import { BulkDeclare } from './BulkDeclare';
import { Button, Checkbox } from '../controls';

/** Most entities of one request. */
const MOST = 100;

const LOADING_ROWS = 6;

const useStyles = makeStyles(
  theme => ({
    // Below the name, not below its box.
    chips: {
      [theme.breakpoints.down('xs')]: { marginLeft: theme.spacing(5.75) },
    },
  }),
  { name: 'PlumblineDeclarePage' },
);

function Row(props: {
  item: ScorecardListItem;
  chosen: boolean;
  disabled: boolean;
  onToggle: () => void;
}) {
  const { item, chosen, disabled, onToggle } = props;
  const classes = usePageStyles();
  const own = useStyles();
  const t = useText();
  const tabLink = useTabLink();
  const name = item.title ?? parseEntityRef(item.entityRef).name;
  return (
    <li className={classes.item}>
      <div className={`${classes.row} ${classes.middle}`}>
        <div className={classes.actions}>
          <Checkbox
            size="small"
            color="primary"
            checked={chosen}
            disabled={disabled}
            onChange={onToggle}
            inputProps={{ 'aria-label': t('bulkDeclare.choose', { name }) }}
          />
          <Link to={tabLink(item.entityRef)} underline="always">
            {name}
          </Link>
          <span className={classes.quiet}>
            {item.classificationDeclared
              ? t('bulkDeclare.declared')
              : t('bulkDeclare.undeclared')}
          </span>
        </div>
        <div className={`${classes.actions} ${own.chips}`}>
          <ClassificationChip
            classification={item.classification}
            assumed={!item.classificationDeclared}
          />
          <TierChip tier={item.tier} />
        </div>
      </div>
    </li>
  );
}

/** What the reader and the reader's groups own, undeclared ones first, to declare at once. @internal */
export function DeclarePage() {
  const classes = usePageStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const identity = useApi(identityApiRef);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [declaring, setDeclaring] = useState(false);
  const { value, error, reload } = useResource(async () => {
    const { ownershipEntityRefs: ownerNested } =
      await identity.getBackstageIdentity();
    if (ownerNested.length === 0) {
      return { items: [], undeclared: 0, more: false };
    }
    const [undeclared, declared] = await Promise.all(
      [false, true].map(isDeclared =>
        api.listScorecards({
          filter: { ownerNested, assessable: true, declared: isDeclared },
          orderBy: { field: 'name', direction: 'asc' },
          limit: MOST,
        }),
      ),
    );
    return {
      items: [...undeclared.items, ...declared.items],
      undeclared: undeclared.totalItems,
      more: Boolean(undeclared.nextCursor || declared.nextCursor),
    };
  }, [api, identity]);
  const toggle = (ref: string) =>
    setChosen(before => {
      const after = new Set(before);
      if (!after.delete(ref)) {
        after.add(ref);
      }
      return after;
    });
  return (
    <div className={classes.root}>
      {error && !value && (
        <Problem
          error={error}
          permission={scorecardReadPermission.name}
          onRetry={reload}
        />
      )}
      <Section
        title={t('bulkDeclare.listTitle')}
        note={
          value && t('bulkDeclare.note', { number: String(value.undeclared) })
        }
        action={
          <Button
            variant="contained"
            color="primary"
            size="small"
            disabled={chosen.size === 0}
            onClick={() => setDeclaring(true)}
          >
            {t('bulkDeclare.button', { count: chosen.size })}
          </Button>
        }
      >
        <p className={classes.text}>{t('bulkDeclare.intro')}</p>
        {!value && !error && (
          <div role="status" aria-label={t('bulkDeclare.loading')}>
            {Array.from({ length: LOADING_ROWS }, (_, row) => (
              <Skeleton key={row} height={44} />
            ))}
          </div>
        )}
        {value && value.items.length === 0 && (
          <p className={classes.quiet}>{t('bulkDeclare.none')}</p>
        )}
        {value && value.undeclared > 0 && (
          <Button
            size="small"
            onClick={() =>
              setChosen(
                new Set(
                  value.items
                    .filter(item => !item.classificationDeclared)
                    .slice(0, MOST)
                    .map(({ entityRef }) => entityRef),
                ),
              )
            }
          >
            {t('bulkDeclare.chooseAll')}
          </Button>
        )}
        {value && value.items.length > 0 && (
          <ul className={classes.list}>
            {value.items.map(item => (
              <Row
                key={item.entityRef}
                item={item}
                chosen={chosen.has(item.entityRef)}
                disabled={chosen.size >= MOST && !chosen.has(item.entityRef)}
                onToggle={() => toggle(item.entityRef)}
              />
            ))}
          </ul>
        )}
        {value?.more && (
          <p className={classes.quiet}>
            {t('bulkDeclare.more', { number: String(value.items.length) })}
          </p>
        )}
      </Section>
      {declaring && (
        <BulkDeclare
          entityRefs={[...chosen]}
          onClose={() => setDeclaring(false)}
          onDeclared={async () => {
            setChosen(new Set());
            await reload();
          }}
        />
      )}
    </div>
  );
}
