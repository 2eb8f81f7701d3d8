import { useState } from 'react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ProfileResponse } from '@plumbline/backstage-plugin-ai-governance-common';
import {
  axeViolations,
  exampleApi,
  renderWithApi,
} from '../__testUtils__/harness';
import { Section } from '../components';
import { DriftActions } from './DriftActions';

const REF = 'component:default/search-api';
const current = {
  descriptor: { values: { tier: 2 }, invalid: [] },
  portal: {
    values: { tier: 3, classification: 'internal' },
    by: 'user:default/ada',
    at: '2026-11-20T09:00:00.000Z',
  },
  pending: [],
  allowed: { declare: true },
} as unknown as ProfileResponse;

/** What the profile says differently until something is done about it. */
function Profile(props: { onDone: () => Promise<void> }) {
  const [differs, setDiffers] = useState(true);
  return (
    <Section title="Profile">
      {differs && (
        <DriftActions
          entityRef={REF}
          conflicts={[
            { field: 'tier', kind: 'disagreement', message: 'x', values: [] },
          ]}
          current={current}
          onDone={async () => {
            await props.onDone();
            setDiffers(false);
          }}
        />
      )}
    </Section>
  );
}

async function open() {
  const api = exampleApi(
    {},
    {
      getDescriptorPatch: jest.fn(async () => ({
        path: 'catalog-info.yaml',
        diff: '+    ai-governance/review-tier: "3"',
        content: '',
        changes: true,
      })),
    },
  );
  const onDone = jest.fn(async () => {});
  await renderWithApi(<Profile onDone={onDone} />, api);
  return { api, onDone };
}

describe('what is declared differently', () => {
  it('takes what the file says of the fields that differ', async () => {
    const { api, onDone } = await open();
    await userEvent.click(
      screen.getByRole('button', { name: "Take the file's" }),
    );
    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
    expect(api.declareProfile).toHaveBeenCalledWith(REF, {
      tier: 2,
      classification: 'internal',
    });
    // With the difference its buttons are gone.
    await waitFor(() =>
      expect(screen.getByRole('region', { name: 'Profile' })).toHaveFocus(),
    );
  });

  it('keeps what the portal says and gives the change of the file', async () => {
    const { api } = await open();
    await userEvent.click(
      screen.getByRole('button', { name: "Keep the portal's" }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Change of catalog-info.yaml',
    });
    expect(await within(dialog).findByText(/review-tier/)).toBeInTheDocument();
    expect(await axeViolations(dialog)).toEqual([]);
    expect(
      within(dialog).getByRole('link', { name: 'Download' }),
    ).toHaveAttribute('download', 'catalog-info.patch');
    expect(api.getDescriptorPatch).toHaveBeenCalledWith(REF);
  });
});
