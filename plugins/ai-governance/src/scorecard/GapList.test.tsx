import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { OrganizationState } from '@plumbline/backstage-plugin-ai-governance-common';
import { FrameworkProvider } from '../framework/FrameworkProvider';
import {
  exampleResponse,
  NOW,
  shifted,
  type ExampleOptions,
} from '../__testUtils__';
import {
  axeViolations,
  exampleApi,
  renderWithApi,
} from '../__testUtils__/harness';
import { GapList } from './GapList';

async function gapsOf(
  options: ExampleOptions,
  standing: Partial<OrganizationState> = {},
) {
  const { scorecard, organization, collection } = exampleResponse(options);
  const { container } = await renderWithApi(
    <FrameworkProvider>
      <GapList
        scorecard={scorecard!}
        organization={{ ...organization, ...standing }}
        repository={collection.repository}
      />
    </FrameworkProvider>,
    exampleApi(options),
  );
  return { gaps: await screen.findByRole('region'), container };
}

const lineOf = (button: HTMLElement) => button.parentElement!.parentElement!;

describe('GapList', () => {
  it('says of each gap what, how, why and when before anything is opened', async () => {
    const { gaps, container } = await gapsOf({
      failing: {
        'SEC-002.instructions': { summary: 'CLAUDE.md hides text' },
        'SEC-001.scanner': { summary: 'No scanner runs' },
        'SEC-001.sarif': { summary: 'No report came' },
      },
    });
    const line = lineOf(
      within(gaps).getByRole('button', { name: /^Gap No scanner runs/ }),
    );
    expect(line).toHaveTextContent('SEC-001 · small effort');
    // The risk's words come with the framework.
    await within(line).findByText('Why:');
    expect(line).toHaveTextContent(
      /To close it: Add a security scan to the workflow.* \.github\/workflows\/security\.yml/,
    );
    expect(
      within(line).getByRole('link', { name: /security\.yml/ }),
    ).toHaveAttribute(
      'href',
      expect.stringMatching(/^https:\/\/github\.com\/larkspur-pay\/search-api/),
    );
    expect(line).toHaveTextContent(
      /Why: AI-generated code brings a critical vulnerability .* \(R002, also R005\) · Last looked at/,
    );
    expect(
      [...line.querySelectorAll('time')].map(time => time.dateTime),
    ).toEqual([shifted(NOW, -7_200_000)]);
    expect(await axeViolations(container)).toEqual([]);
    // Opened, the whole of it takes the place of the gist.
    await userEvent.click(within(line).getByRole('button', { name: /^Gap/ }));
    expect(line).not.toHaveTextContent('To close it:');
    expect(within(line).getByText('How to close it')).toBeVisible();
  });

  it('keeps what only whoever runs the portal can mend apart from what is the own', async () => {
    const { gaps, container } = await gapsOf({
      unseen: ['SEC-003.branch-rules'],
      failing: {
        'SEC-002.instructions': { summary: 'CLAUDE.md hides text' },
      },
    });
    const lines = within(gaps)
      .getAllByRole('button', { expanded: false })
      .filter(line => line.textContent);
    expect(lines.map(line => line.textContent)).toEqual([
      expect.stringMatching(/^GapCLAUDE.md hides text/),
      '1 point for whoever runs the portal (SEC-003) · nothing for you to do',
    ]);
    await userEvent.click(lines[1]);
    const point = within(gaps).getByText(/Connect the portal to a source/);
    expect(point).toHaveTextContent("Owner: The portal's operator");
    expect(await axeViolations(container)).toEqual([]);
  });

  it('says that nothing is missing where all that is left is the operator’s', async () => {
    const { gaps } = await gapsOf({ unseen: ['SEC-003.branch-rules'] });
    expect(gaps).toHaveTextContent('Nothing of yours is missing.');
    expect(within(gaps).queryByText(/up to level/)).not.toBeInTheDocument();
    expect(
      within(gaps).getByRole('button', { name: /whoever runs the portal/ }),
    ).toBeInTheDocument();
  });

  it('names the owners of what the organization misses, and leaves it folded', async () => {
    const { gaps } = await gapsOf({ organizationMissing: ['CMP-002.mapping'] });
    const folded = within(gaps).getByRole('button', {
      name: /^7 points of the organization/,
    });
    expect(folded).toHaveAttribute('aria-expanded', 'false');
    expect(folded).toHaveTextContent(
      '(CMP-002, 6 criteria of a level) · Security and compliance, Executive sponsor · nothing for you to do',
    );
  });

  const target = { level: 4, by: '2027-06-30' } as const;

  it('says until when the organization wants to close what its target needs', async () => {
    const { gaps, container } = await gapsOf(
      { organizationMissing: ['CMP-002.mapping'] },
      { level: 3, target },
    );
    const folded = within(gaps).getByRole('button', {
      name: /^7 points .* · due .* · nothing for you to do$/,
    });
    expect(
      [...folded.querySelectorAll('time')].map(time => time.dateTime),
    ).toEqual(['2027-07-01T00:00:00.000Z']);
    await userEvent.click(folded);
    const points = within(gaps)
      .getAllByText(/Owner: /)
      .map(point => point.textContent);
    expect(points[0]).toMatch(
      /^CMP-002 · Owner: Security and compliance · due .*, for the target of level 4$/,
    );
    // The target does not need the criteria of level 5.
    expect(points.slice(1).join()).not.toMatch(/due/);
    expect(await axeViolations(container)).toEqual([]);
  });

  it.each<[string, Partial<OrganizationState>]>([
    ['while the programme is being set up', { level: 1, target }],
    [
      'for a level that is none of its',
      { level: 3, target: { ...target, level: 3 } },
    ],
  ])('shows no date %s', async (_, standing) => {
    const { gaps } = await gapsOf(
      { organizationMissing: ['CMP-002.mapping'] },
      standing,
    );
    expect(gaps).not.toHaveTextContent(/ due /);
  });
});
