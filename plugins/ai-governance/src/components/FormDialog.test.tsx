import { useState } from 'react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exampleApi, refusal, renderWithApi } from '../__testUtils__/harness';
import { FormDialog } from './FormDialog';
import { Section } from './Section';
import { TextBox } from './TextBox';

/** A list of one, whose entry goes away once it is decided. */
function Decisions(props: { onSubmit?: () => Promise<void> }) {
  const [waits, setWaits] = useState(true);
  const [isOpen, setOpen] = useState(false);
  const [link, setLink] = useState('');
  return (
    <main>
      <Section title="Waiting">
        {waits && <button onClick={() => setOpen(true)}>Decide</button>}
      </Section>
      {isOpen && (
        <FormDialog
          title="Decision"
          submit="Send"
          onClose={() => setOpen(false)}
          onSubmit={async () => {
            await props.onSubmit?.();
            setWaits(false);
            setOpen(false);
          }}
        >
          <TextBox label="Link" type="url" value={link} onChange={setLink} />
        </FormDialog>
      )}
    </main>
  );
}

async function open(onSubmit?: () => Promise<void>) {
  await renderWithApi(<Decisions onSubmit={onSubmit} />, exampleApi({}));
  await userEvent.click(await screen.findByRole('button', { name: 'Decide' }));
  return screen.findByRole('dialog', { name: 'Decision' });
}

describe('FormDialog', () => {
  it('has the focus as it opens, and gives it back to what opened it', async () => {
    expect(await open()).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Decide' })).toHaveFocus(),
    );
  });

  it('keeps the place where what opened it has gone', async () => {
    const dialog = await open();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Send' }));
    await waitFor(() =>
      expect(screen.getByRole('region', { name: 'Waiting' })).toHaveFocus(),
    );
  });

  it('loses nothing by a click beside it', async () => {
    const dialog = await open();
    await userEvent.type(within(dialog).getByLabelText('Link'), 'https://a');
    await userEvent.click(dialog.parentElement!);
    expect(within(dialog).getByLabelText('Link')).toHaveValue('https://a');
    expect(dialog).toBeInTheDocument();
  });

  it('sends no address that nobody could follow', async () => {
    const send = jest.fn(async () => {});
    const dialog = await open(send);
    const link = within(dialog).getByLabelText<HTMLInputElement>('Link');
    await userEvent.type(link, 'ftp://files.example.com');
    expect(link).toBeInvalid();
    await userEvent.clear(link);
    await userEvent.type(link, 'https://wiki.example.com');
    expect(link).toBeValid();
  });

  it('shows why something was refused, wherever the form is scrolled to', async () => {
    const shown = jest.fn();
    Element.prototype.scrollIntoView = shown;
    const dialog = await open(async () => {
      throw refusal('InputError', 'Not like this');
    });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Send' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'It was not saved: Not like this',
    );
    expect(shown).toHaveBeenCalledTimes(1);
    expect(within(dialog).getByRole('button', { name: 'Send' })).toHaveFocus();
    // @ts-expect-error jsdom has none.
    delete Element.prototype.scrollIntoView;
  });
});
