import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import {
  axeViolations,
  exampleApi,
  renderWithApi,
} from '../__testUtils__/harness';
import { ListedEntities } from './ListedEntities';

const entity = (name: string) => ({
  entityRef: `component:default/${name}`,
  owners: ['group:default/payments'],
  open: [{ id: 'SEC-001', status: 'gap' as const }],
  score: 7,
});

/** Two pages of each question, named after it. */
const answer = async (
  question: string,
  page: { limit: number; cursor?: string },
) =>
  page.cursor
    ? { items: [entity(`${question}-second`)] }
    : { items: [entity(`${question}-first`)], nextCursor: 'more' };

function Example(props: { list: jest.Mock }) {
  const [question, setQuestion] = useState('a');
  return (
    <ListedEntities
      label="Entities"
      empty="None"
      choice={['a', 'b'].map(id => (
        <button key={id} onClick={() => setQuestion(id)}>
          {`Ask ${id}`}
        </button>
      ))}
      question={question}
      list={page => props.list(question, page)}
      columns={[
        {
          label: 'Score',
          number: true,
          of: ({ score }: ReturnType<typeof entity>) => score,
          draw: ({ score }: ReturnType<typeof entity>) => <em>{score} of 9</em>,
        },
      ]}
      name="entities"
      about={{ about: 'x' }}
      asked={{ question }}
    />
  );
}

const press = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));

describe('a list of entities', () => {
  it('shows whose each is, what is drawn, and what is open', async () => {
    const { container } = await renderWithApi(
      <Example list={jest.fn(answer)} />,
      exampleApi({}),
    );
    const row = await screen.findByRole('row', { name: /^a-first/ });
    expect(row).toHaveTextContent(/payments.*7 of 9.*SEC-001 Gap/i);
    expect(within(row).getByRole('link', { name: 'a-first' })).toHaveAttribute(
      'href',
      '/catalog/default/component/a-first/ai-governance',
    );
    expect(await axeViolations(container)).toEqual([]);
  });

  it('begins every question on its first page, also one that was asked before', async () => {
    const list = jest.fn(answer);
    await renderWithApi(<Example list={list} />, exampleApi({}));
    await screen.findByRole('row', { name: /^a-first/ });
    await press('Next');
    await screen.findByRole('row', { name: /^a-second/ });
    await press('Ask b');
    await screen.findByRole('row', { name: /^b-first/ });
    await press('Ask a');
    await screen.findByRole('row', { name: /^a-first/ });
    expect(
      list.mock.calls.map(([question, { cursor }]) => [question, cursor]),
    ).toEqual([
      ['a', undefined],
      ['a', 'more'],
      ['b', undefined],
      ['a', undefined],
    ]);
  });

  it('is taken elsewhere as a whole', async () => {
    const saved: Blob[] = [];
    URL.createObjectURL = blob => {
      saved.push(blob as Blob);
      return 'blob:saved';
    };
    URL.revokeObjectURL = () => {};
    HTMLAnchorElement.prototype.click = () => {};
    await renderWithApi(<Example list={jest.fn(answer)} />, exampleApi({}));
    await screen.findByRole('row', { name: /^a-first/ });
    await userEvent.click(screen.getByRole('button', { name: /^Share/ }));
    await userEvent.click(
      await screen.findByRole('menuitem', { name: /JSON/ }),
    );
    await waitFor(() => expect(saved).toHaveLength(1));
    const text = await saved[0].text();
    expect(JSON.parse(text)).toMatchObject({
      about: 'x',
      question: 'a',
      items: [
        { entityRef: 'component:default/a-first' },
        { entityRef: 'component:default/a-second' },
      ],
    });
  });
});
