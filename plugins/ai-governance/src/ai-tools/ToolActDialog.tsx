import { useApi } from '@backstage/core-plugin-api';
import type { RegisteredTool } from '@plumbline/backstage-plugin-ai-governance-common';
import { aiGovernanceApiRef } from '../api';
import { FormDialog } from '../components';
import { ReasonDialog } from '../components/ReasonDialog';
import { useText } from '../hooks/useText';
import { RequestToolDialog, ReviewDialog, SignDialog } from './ToolDialogs';

/** What can be done about a tool. @internal */
export type ToolAct =
  | 'approve'
  | 'reject'
  | 'withdraw'
  | 'review'
  | 'requestMore'
  | 'revoke';

/** The dialog for what is being done about a tool. @internal */
export function ToolActDialog(props: {
  act: ToolAct;
  tool: RegisteredTool;
  onClose: () => void;
  onDone: () => Promise<void>;
}) {
  const { act, tool, onClose, onDone } = props;
  const t = useText();
  const api = useApi(aiGovernanceApiRef);
  switch (act) {
    case 'approve':
    case 'reject':
      return <SignDialog {...props} act={act} />;
    case 'review':
      return <ReviewDialog {...props} />;
    case 'requestMore':
      return <RequestToolDialog {...props} />;
    case 'revoke':
      return (
        <ReasonDialog
          title={t('aiTools.revokeTitle', { tool: tool.name })}
          submit={t('aiTools.act.revoke')}
          onClose={onClose}
          onSubmit={async reason => {
            await api.revokeTool(tool.id, { reason });
            await onDone();
          }}
        >
          <p>{t('aiTools.revokeText')}</p>
        </ReasonDialog>
      );
    default:
      return (
        <FormDialog
          title={t('aiTools.withdrawTitle', { tool: tool.name })}
          submit={t('aiTools.act.withdraw')}
          onClose={onClose}
          onSubmit={async () => {
            await api.withdrawTool(tool.id);
            await onDone();
            onClose();
          }}
        >
          <p>{t('aiTools.withdrawText')}</p>
        </FormDialog>
      );
  }
}
