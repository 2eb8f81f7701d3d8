import type { ReactNode } from 'react';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { usePageStyles } from '../components';
import { ScrollRegion } from '../components/ScrollRegion';
import type { TableData } from '../export/table';

/** Figures as a table: the equal of a picture, and what is exported of it. @internal */
export function DataTable(props: {
  label: string;
  table: TableData;
  /** Draws a cell where text is not enough. */
  cell?: (row: number, column: number) => ReactNode;
}) {
  const classes = usePageStyles();
  const { table } = props;
  const number = (column: number) =>
    table.columns[column].number ? classes.number : '';
  return (
    <ScrollRegion className={classes.scroll} label={props.label}>
      <Table size="small" aria-label={props.label}>
        <TableHead>
          <TableRow>
            {table.columns.map((column, position) => (
              <TableCell
                key={column.label}
                className={`${classes.cell} ${classes.head} ${number(
                  position,
                )}`}
              >
                {column.label}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {table.rows.map((row, position) => (
            <TableRow key={position}>
              {row.map((value, column) => (
                <TableCell
                  key={table.columns[column].label}
                  component={column === 0 ? 'th' : 'td'}
                  scope={column === 0 ? 'row' : undefined}
                  className={`${classes.cell} ${number(column)}`}
                >
                  {props.cell?.(position, column) ?? value ?? '–'}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </ScrollRegion>
  );
}
