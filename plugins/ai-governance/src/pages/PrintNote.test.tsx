import { act, screen } from '@testing-library/react';
import { exampleApi, renderWithApi } from '../__testUtils__/harness';
import { FrameworkProvider } from '../framework/FrameworkProvider';
import { Disclosure } from '../scorecard/Disclosure';
import { PrintNote } from './PrintNote';

const tell = (event: string) =>
  act(() => void window.dispatchEvent(new Event(event)));

describe('a page on paper', () => {
  it('says where it comes from, and shows what is folded', async () => {
    await renderWithApi(
      <FrameworkProvider>
        <Disclosure summary="Criteria">Everything in it</Disclosure>
        <PrintNote />
      </FrameworkProvider>,
      exampleApi(),
    );
    expect(screen.queryByText(/^Printed/)).not.toBeInTheDocument();
    expect(screen.queryByText('Everything in it')).not.toBeInTheDocument();
    tell('beforeprint');
    expect(screen.getByText('Everything in it')).toBeInTheDocument();
    expect(screen.getByText(/^Printed .* from http/)).toBeInTheDocument();
    expect(
      await screen.findByText(/^Framework \S+ · days end in \S+/),
    ).toBeInTheDocument();
    tell('afterprint');
    expect(screen.queryByText('Everything in it')).not.toBeInTheDocument();
    expect(screen.queryByText(/^Printed/)).not.toBeInTheDocument();
  });
});
