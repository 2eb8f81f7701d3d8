import { useId, useState } from 'react';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import ShareIcon from '@material-ui/icons/Share';
import useCopyToClipboard from 'react-use/lib/useCopyToClipboard';
import { useApi } from '@backstage/core-plugin-api';
import type { ExportRequest } from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { saveFile } from './saveFile';
import type { Provenance, TableData } from './table';
import { Button } from '../controls';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      fontSize: theme.typography.pxToRem(13),
      '@media print': { display: 'none' },
    },
    said: { '&:not(:empty)': { marginRight: theme.spacing(1) } },
    button: { textTransform: 'none' },
  }),
  { name: 'PlumblineShareMenu' },
);

function save(name: string, type: string, text: string) {
  saveFile(name, new Blob([text], { type }));
}

/**
 * Takes what a page shows elsewhere: as CSV or JSON, on paper, or as the
 * address that shows the same again. @internal
 */
export function ShareMenu(props: {
  /** Begins the names of the files. */
  name: string;
  /** Says what is taken where a page has more than one. */
  label?: string;
  /** What the address leaves to the day it is opened on, so that the link shows the same later. */
  pinned?: { [key: string]: string };
  /** Undefined while there is nothing to take. */
  content?: {
    asOf: string;
    table: TableData;
    /** Everything behind the page, for programs. */
    data: object;
    /** Gets what the page has not loaded, where it shows a part only. */
    whole?: () => Promise<{ table: TableData; data: object }>;
  };
}) {
  const classes = useStyles();
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  const index = useFrameworkIndex();
  const menuId = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [, copy] = useCopyToClipboard();
  const [said, setSaid] = useState('');
  const { content } = props;
  const link = () => {
    const address = new URL(window.location.href);
    for (const [key, value] of Object.entries(props.pinned ?? {})) {
      address.searchParams.set(key, value);
    }
    return address.href;
  };
  const provenance = (): Provenance => ({
    asOf: content!.asOf,
    framework: index?.framework.version,
    timeZone: index?.timeZone,
    link: link(),
  });
  const file = (ending: string) =>
    `${props.name}-${content!.asOf.slice(0, 10)}.${ending}`;
  const choose = (act: () => void | Promise<void>, message?: string) => () => {
    setAnchor(null);
    setSaid(message ?? '');
    return act();
  };
  /** What leaves the portal is on the audit log first: who, which view, how. */
  const note = (format: ExportRequest['format'], rows?: number) =>
    api.noteExport({
      view: props.name,
      format,
      query: window.location.search.slice(1, 4000),
      ...(rows !== undefined && { rows }),
    });
  const attempt = (act: () => Promise<void>) =>
    choose(async () => {
      try {
        await act();
        setSaid('');
      } catch (error) {
        setSaid(t('share.failed', { reason: (error as Error).message }));
      }
    });
  const take = (
    format: 'csv' | 'json',
    act: (whole: { table: TableData; data: object }) => void | Promise<void>,
  ) =>
    attempt(async () => {
      if (content!.whole) {
        setSaid(t('share.loading'));
      }
      const whole = (await content!.whole?.()) ?? content!;
      await note(format, whole.table.rows.length);
      await act(whole);
    });
  return (
    <span className={classes.root}>
      <span role="status" aria-live="polite" className={classes.said}>
        {said}
      </span>
      <Button
        size="small"
        variant="outlined"
        className={classes.button}
        startIcon={<ShareIcon />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-controls={anchor ? menuId : undefined}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {props.label ?? t('share.title')}
      </Button>
      <Menu
        id={menuId}
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        MenuListProps={{ 'aria-label': props.label ?? t('share.title') }}
      >
        <MenuItem onClick={choose(() => copy(link()), t('share.linkCopied'))}>
          {t('share.link')}
        </MenuItem>
        <MenuItem
          disabled={!content}
          onClick={take('csv', async ({ table }) => {
            const { toCsv } = await import('./csv');
            save(
              file('csv'),
              'text/csv',
              toCsv(table, {
                provenance: provenance(),
                labels: {
                  asOf: t('share.asOf'),
                  framework: t('share.framework'),
                  timeZone: t('share.timeZone'),
                  link: t('share.address'),
                },
              }),
            );
          })}
        >
          {t('share.csv')}
        </MenuItem>
        <MenuItem
          disabled={!content}
          onClick={take('json', ({ data }) =>
            save(
              file('json'),
              'application/json',
              `${JSON.stringify({ ...provenance(), ...data }, null, 2)}\n`,
            ),
          )}
        >
          {t('share.json')}
        </MenuItem>
        {/* After the menu is gone, which would be on the paper otherwise. */}
        <MenuItem
          onClick={attempt(async () => {
            await note('print');
            setTimeout(window.print, 300);
          })}
        >
          {t('share.print')}
        </MenuItem>
      </Menu>
    </span>
  );
}
