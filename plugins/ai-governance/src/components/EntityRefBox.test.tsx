import { useState } from 'react';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  axeViolations,
  exampleApi,
  renderWithApi,
} from '../__testUtils__/harness';
import { EntityRefBox, EntityRefsBox } from './EntityRefBox';

function One() {
  const [owner, setOwner] = useState('');
  const [sent, setSent] = useState('');
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        setSent(owner);
      }}
    >
      <EntityRefBox
        label="Owner"
        of="owner"
        value={owner}
        onChange={setOwner}
      />
      <output>{sent}</output>
    </form>
  );
}

function Several(props: { onChange: (refs: string[]) => void }) {
  const [people, setPeople] = useState(['user:default/bob']);
  return (
    <form>
      <EntityRefsBox
        label="People"
        of="person"
        value={people}
        required
        onChange={refs => {
          setPeople(refs);
          props.onChange(refs);
        }}
      />
      <button type="button">Next</button>
    </form>
  );
}

describe('EntityRefBox', () => {
  it('suggests what the catalog has, and takes the ref of what is chosen by keyboard', async () => {
    const { container } = await renderWithApi(<One />, exampleApi());
    const field = screen.getByRole('combobox', { name: 'Owner' });
    expect(field).toHaveAttribute('aria-expanded', 'false');
    await userEvent.type(field, 'lind');
    const option = await screen.findByRole('option');
    expect(option).toHaveTextContent('Ada Lindqvistuser:default/ada');
    expect(field).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByRole('listbox', { name: 'Owner' })).toHaveAttribute(
      'id',
      field.getAttribute('aria-controls'),
    );
    expect(await axeViolations(container)).toEqual([]);
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(field).toHaveValue('user:default/ada');
    expect(screen.queryByRole('option')).not.toBeInTheDocument();
    // The first Enter chose; the next one sends.
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('status')).toHaveTextContent('user:default/ada');
  });

  it('refers only to what is there while suggestions go', async () => {
    const { container } = await renderWithApi(<One />, exampleApi());
    const field = screen.getByRole('combobox', { name: 'Owner' });
    await userEvent.click(field);
    const last = (await screen.findAllByRole('option')).pop()!;
    // Pasted whole, it is marked in the list of all before that gets shorter.
    await userEvent.paste(last.querySelector('span span')!.textContent!);
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    const active = field.getAttribute('aria-activedescendant');
    expect([active, active && document.getElementById(active)]).not.toEqual([
      expect.any(String),
      null,
    ]);
    expect(await axeViolations(container)).toEqual([]);
  });

  it('finds by a ref, and lets any other be typed', async () => {
    await renderWithApi(<One />, exampleApi());
    const field = screen.getByRole('combobox', { name: 'Owner' });
    await userEvent.type(field, 'group:default/');
    await waitFor(() =>
      expect(
        screen.getAllByRole('option').map(option => option.textContent),
      ).toEqual(['Paymentsgroup:default/payments', 'Webgroup:default/web']),
    );
    await userEvent.type(field, 'elsewhere');
    await waitFor(() =>
      expect(screen.queryByRole('option')).not.toBeInTheDocument(),
    );
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('status')).toHaveTextContent(
      'group:default/elsewhere',
    );
  });
});

describe('EntityRefsBox', () => {
  it('adds what is chosen, typed or left behind, and each once', async () => {
    const onChange = jest.fn();
    const { container } = await renderWithApi(
      <Several onChange={onChange} />,
      exampleApi(),
    );
    const field = screen.getByRole('combobox', { name: /^People/ });
    // Something is there already.
    expect(field).toBeValid();
    await userEvent.type(field, 'ada');
    await screen.findByRole('option');
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(onChange).toHaveBeenLastCalledWith([
      'user:default/bob',
      'user:default/ada',
    ]);
    await userEvent.type(field, 'user:default/eve{Enter}');
    await userEvent.type(field, ' user:default/mia');
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await userEvent.type(field, 'user:default/bob');
    await userEvent.tab();
    expect(onChange).toHaveBeenLastCalledWith([
      'user:default/bob',
      'user:default/ada',
      'user:default/eve',
      'user:default/mia',
    ]);
    expect(field).toHaveValue('');
    await userEvent.click(field);
    await userEvent.keyboard('{Backspace}');
    expect(onChange).toHaveBeenLastCalledWith([
      'user:default/bob',
      'user:default/ada',
      'user:default/eve',
    ]);
    expect(await axeViolations(container)).toEqual([]);
  });
});
