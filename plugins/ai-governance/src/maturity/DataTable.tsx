import type { ReactNode } from 'react';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { usePageStyles } from '../components';
import { ScrollRegion } from '../components/ScrollRegion';
import { useStackedStyles } from '../components/stackedTable';
import type { TableData } from '../export/table';

/** Columns of words that a phone has no room for side by side. */
const MOST_WORDS = 2;

/** Figures as a table: the equal of a picture, and what is exported of it. @internal */
export function DataTable(props: {
  label: string;
  table: TableData;
  /** Draws a cell where text is not enough. */
  cell?: (row: number, column: number) => ReactNode;
}) {
  const classes = usePageStyles();
  const own = useStackedStyles();
  const { table } = props;
  const stacked =
    table.columns.filter(column => !column.number).length > MOST_WORDS;
  const number = (column: number) =>
    table.columns[column].number ? classes.number : '';
  return (
    <ScrollRegion
      className={`${classes.scroll} ${stacked ? own.root : ''}`}
      label={props.label}
    >
      <Table size="small" role="table" aria-label={props.label}>
        <TableHead role="rowgroup">
          <TableRow role="row">
            {table.columns.map((column, position) => (
              <TableCell
                key={column.label}
                role="columnheader"
                className={`${classes.cell} ${classes.head} ${number(
                  position,
                )}`}
              >
                {column.label}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody role="rowgroup">
          {table.rows.map((row, position) => (
            <TableRow key={position} role="row">
              {row.map((value, column) => (
                <TableCell
                  key={table.columns[column].label}
                  component={column === 0 ? 'th' : 'td'}
                  scope={column === 0 ? 'row' : undefined}
                  role={column === 0 ? 'rowheader' : 'cell'}
                  data-label={table.columns[column].label}
                  className={`${classes.cell} ${number(column)}`}
                >
                  <div>{props.cell?.(position, column) ?? value ?? '–'}</div>
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </ScrollRegion>
  );
}
