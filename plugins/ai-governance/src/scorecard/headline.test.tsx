import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/test-utils';
import { useText } from '../hooks/useText';
import { exampleResponse, type ExampleOptions } from '../__testUtils__';
import { headline, nextActionText } from './headline';

async function sentence(options: ExampleOptions, organizationLevel?: 1) {
  const { scorecard, organization } = exampleResponse(options);
  const state = organizationLevel
    ? { ...organization, level: organizationLevel }
    : organization;
  function Headline() {
    const t = useText();
    return (
      <>
        <h2>{headline(scorecard!, state, t)}</h2>
        <p>{nextActionText(scorecard!.nextAction, undefined, t)}</p>
      </>
    );
  }
  const { unmount } = await renderInTestApp(<Headline />);
  const words = screen.getByRole('heading').textContent;
  const next = screen.getByText((_, e) => e?.tagName === 'P').textContent;
  unmount();
  return { words, next };
}

const noScan = {
  failing: {
    'SEC-002.instructions': { summary: 'CLAUDE.md tells it to ignore rules' },
  },
};

describe('headline', () => {
  it('says how far the own part is', async () => {
    const { words, next } = await sentence(noScan);
    expect(words).toBe('Level 2. Your part: 8 of 9 toward level 3.');
    expect(next).toMatch(/^SEC-002: /);
  });

  it('says that nothing of yours is missing, and who holds it back', async () => {
    const { words, next } = await sentence({
      organizationMissing: ['CMP-002.mapping'],
    });
    expect(words).toBe(
      'Level 3. Nothing of yours is missing up to level 5. Held back by the organization: CMP-002.',
    );
    expect(next).toBe(
      'Nothing for you to do; waiting for security-compliance (CMP-002).',
    );
  });

  it('does not ask the team for what the operator has to do', async () => {
    const { next } = await sentence({ unseen: ['SEC-003.branch-rules'] });
    expect(next).toBe(
      'Nothing for you to do; waiting for whoever runs the portal (SEC-003).',
    );
  });

  it('names the exceptions a level rests on', async () => {
    const { words } = await sentence({
      failing: {
        'CMP-001.license-scan': { summary: 'No licence scan' },
        'CMP-001.sarif': { summary: 'No report' },
      },
      exceptions: [
        {
          id: 'e',
          control: 'CMP-001',
          reason: 'Roll-out',
          compensatingControls: ['Manual review'],
          approvedBy: 'user:default/approver',
          from: '2026-11-01T00:00:00.000Z',
          until: '2026-11-23T00:00:00.000Z',
        },
      ],
    });
    expect(words).toMatch(
      /^Level 4, resting on 1 exception; 2 without it\. Nothing of yours/,
    );
  });

  it('puts the own part first while the organization is at level 1', async () => {
    const { words } = await sentence(
      { ...noScan, organizationMissing: ['TM-001.registry', 'TM-002.process'] },
      1,
    );
    expect(words).toBe(
      'Your part: 8 of 9 toward level 3. Held back by the organization: TM-001, TM-002.',
    );
  });
});
