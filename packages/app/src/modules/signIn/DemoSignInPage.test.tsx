import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { chosenPerson } from './chosenPerson';
import { DemoSignInPage } from './DemoSignInPage';

const answer = (status = 200) =>
  new Response(
    JSON.stringify(
      status === 200
        ? {
            profile: {},
            backstageIdentity: {
              token: 'token',
              identity: {
                type: 'user',
                userEntityRef: 'user:default/lead',
                ownershipEntityRefs: [],
              },
            },
          }
        : { error: { name: 'NotFoundError', message: 'no such person' } },
    ),
    { status, headers: { 'content-type': 'application/json' } },
  );

describe('DemoSignInPage', () => {
  const fetch = jest.fn();

  beforeEach(() => {
    chosenPerson.clear();
    fetch.mockReset();
    fetch.mockImplementation(async () => answer());
    global.fetch = fetch;
  });

  it('offers six people and signs in as the chosen one', async () => {
    const success = jest.fn();
    renderInTestApp(<DemoSignInPage onSignInSuccess={success} />);
    await screen.findByRole('heading', { level: 1 });
    expect(screen.getAllByRole('button')).toHaveLength(6);
    await userEvent.click(screen.getByRole('button', { name: /Priya Raman/ }));
    await waitFor(() => expect(success).toHaveBeenCalledTimes(1));
    await expect(
      success.mock.calls[0][0].getBackstageIdentity(),
    ).resolves.toMatchObject({ userEntityRef: 'user:default/lead' });
    expect(chosenPerson.read()).toBe('lead');
  });

  it('lets the person of this tab straight in', async () => {
    chosenPerson.write('auditor');
    const success = jest.fn();
    renderInTestApp(<DemoSignInPage onSignInSuccess={success} />);
    await waitFor(() => expect(success).toHaveBeenCalledTimes(1));
    expect(fetch.mock.calls[0][0]).toMatch(/person=auditor$/);
    expect(screen.queryByRole('heading')).not.toBeInTheDocument();
  });

  it('says why it did not work and offers the choice again', async () => {
    fetch.mockImplementation(async () => answer(404));
    renderInTestApp(<DemoSignInPage onSignInSuccess={() => {}} />);
    await userEvent.click(
      await screen.findByRole('button', { name: /^Guest/ }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(/404/);
    expect(screen.getByRole('button', { name: /^Guest/ })).toBeEnabled();
  });

  it('asks again when somebody unknown was remembered', async () => {
    chosenPerson.write('mallory');
    renderInTestApp(<DemoSignInPage onSignInSuccess={() => {}} />);
    expect(await screen.findAllByRole('button')).toHaveLength(6);
    expect(fetch).not.toHaveBeenCalled();
  });
});
