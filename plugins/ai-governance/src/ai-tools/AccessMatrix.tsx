import type { RegisteredTool } from '@plumbline/backstage-plugin-ai-governance-common';
import { Section, StatusLabel, usePageStyles } from '../components';
import { ShareMenu } from '../export/ShareMenu';
import type { TableData } from '../export/table';
import { useFrameworkIndex } from '../framework/FrameworkProvider';
import { useText } from '../hooks/useText';
import { DataTable } from '../maturity/DataTable';

/** Which tool may be used with which data, and why not with the rest. @internal */
export function AccessMatrix(props: {
  tools: readonly RegisteredTool[];
  /** When the registry was read. */
  at: string;
}) {
  const classes = usePageStyles();
  const t = useText();
  const index = useFrameworkIndex();
  const classifications = index?.framework.classifications ?? [];
  const tools = props.tools.filter(({ status }) => status === 'approved');
  if (tools.length === 0 || classifications.length === 0) {
    return null;
  }
  const accessOf = (tool: RegisteredTool, column: number) =>
    tool.access.find(
      ({ classification }) => classification === classifications[column].id,
    );
  const table: TableData = {
    columns: [
      { label: t('aiTools.tool') },
      ...classifications.map(({ name }) => ({ label: name })),
    ],
    rows: tools.map(tool => [
      tool.name,
      ...classifications.map((_, column) => {
        const access = accessOf(tool, column);
        return access?.allowed
          ? t('aiTools.may')
          : [t('aiTools.mayNot'), access?.reasons.join(', ')]
              .filter(Boolean)
              .join(': ');
      }),
    ]),
  };
  return (
    <Section
      title={t('aiTools.matrix')}
      note={t('aiTools.matrixNote')}
      action={
        <ShareMenu
          name="ai-tool-access"
          content={{
            asOf: props.at,
            table,
            data: {
              items: tools.map(({ id, name, access }) => ({
                id,
                name,
                access,
              })),
            },
          }}
        />
      }
    >
      <DataTable
        label={t('aiTools.matrix')}
        table={table}
        cell={(row, column) => {
          if (column === 0) {
            return undefined;
          }
          const access = accessOf(tools[row], column - 1);
          return (
            <>
              <StatusLabel status={access?.allowed ? 'met' : 'gap'}>
                {t(access?.allowed ? 'aiTools.may' : 'aiTools.mayNot')}
              </StatusLabel>
              {!access?.allowed && access && access.reasons.length > 0 && (
                <div className={classes.quiet}>{access.reasons.join(', ')}</div>
              )}
            </>
          );
        }}
      />
    </Section>
  );
}
