import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  axeViolations,
  exampleApi,
  refusal,
  renderWithApi,
} from '../__testUtils__/harness';
import { SarifPanel } from './SarifPanel';

const REF = 'component:default/checkout';

describe('the findings as a file', () => {
  const names: string[] = [];

  beforeEach(() => {
    names.length = 0;
    URL.createObjectURL = () => 'blob:saved';
    URL.revokeObjectURL = () => {};
    HTMLAnchorElement.prototype.click = function click() {
      names.push(this.download);
    };
  });

  it('are saved under the name of the entity', async () => {
    const api = exampleApi();
    const { container } = await renderWithApi(
      <SarifPanel entityRef={REF} />,
      api,
    );
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Download as SARIF' }),
    );
    await waitFor(() => expect(names).toEqual(['checkout.sarif']));
    expect(api.exportSarif).toHaveBeenCalledWith(REF);
  });

  it('say why they cannot be had', async () => {
    const api = exampleApi(
      {},
      {
        exportSarif: async () => {
          throw refusal('Error', 'the log is full');
        },
      },
    );
    await renderWithApi(<SarifPanel entityRef={REF} />, api);
    await userEvent.click(
      screen.getByRole('button', { name: 'Download as SARIF' }),
    );
    expect(await screen.findByText(/the log is full/)).toBeInTheDocument();
    expect(names).toEqual([]);
  });
});
