import { screen } from '@testing-library/react';
import { AiGovernanceSearchResultListItem } from '..';
import {
  axeViolations,
  exampleApi,
  renderWithApi,
} from '../__testUtils__/harness';

const control = {
  title: 'SEC-002 Prompt injection prevention',
  text: 'What assistants are told is free of hidden instructions.',
  location: '/governance/entities?control=SEC-002&status=open',
  kind: 'control',
  domain: 'Security',
  remediation: 'Remove the hidden characters.',
};

it('shows what a control is and what to do about it', async () => {
  const { container } = await renderWithApi(
    <ul>
      <AiGovernanceSearchResultListItem
        result={control}
        highlight={{
          preTag: '<b>',
          postTag: '</b>',
          fields: { title: 'SEC-002 <b>Prompt</b> injection prevention' },
        }}
      />
    </ul>,
    exampleApi(),
  );
  expect(await screen.findByRole('link', { name: /SEC-002/ })).toHaveAttribute(
    'href',
    control.location,
  );
  expect(screen.getByText('Prompt').tagName).toBe('MARK');
  expect(screen.getByText('Control · Security')).toBeInTheDocument();
  expect(screen.getByText(control.remediation)).toBeInTheDocument();
  expect(await axeViolations(container)).toEqual([]);
});

it('shows a text as it is where the marks in it are broken', async () => {
  const mark = '665afc8b-c0b0-4cf9-8a5f-8d3133a42892';
  const [preTag, postTag] = [`<${mark}>`, `</${mark}>`];
  await renderWithApi(
    <ul>
      <AiGovernanceSearchResultListItem
        result={control}
        highlight={{
          preTag,
          postTag,
          fields: {
            title: `SEC-002 Promp${preTag}t in${mark.slice(0, 4)}`,
            text: `What ass${preTag}is, <66${postTag}${mark.slice(
              2,
            )}>tants${postTag} are told`,
            remediation: `Remove the ${preTag}hidden${postTag} characters.`,
          },
        }}
      />
    </ul>,
    exampleApi(),
  );
  expect(await screen.findByText(control.title)).toBeInTheDocument();
  expect(screen.getByText(control.text)).toBeInTheDocument();
  expect(screen.getByText('hidden').tagName).toBe('MARK');
});

it('says that it is a policy', async () => {
  await renderWithApi(
    <ul>
      <AiGovernanceSearchResultListItem
        result={
          { ...control, kind: 'policy', title: 'Never in prompts' } as never
        }
      />
    </ul>,
    exampleApi(),
  );
  expect(await screen.findByText('Policy · Security')).toBeInTheDocument();
});

it('shows what it does not know without a kind', async () => {
  await renderWithApi(
    <ul>
      <AiGovernanceSearchResultListItem
        result={{ ...control, kind: 'constructor' } as never}
      />
    </ul>,
    exampleApi(),
  );
  expect(await screen.findByText('Security')).toBeInTheDocument();
});
