import { assistantName } from './names';

describe('assistantName', () => {
  it('is what people call it, and the id of what nobody knows', () => {
    expect(assistantName('claude-code')).toBe('Claude Code');
    expect(assistantName('agents-md')).toBe('Shared agent conventions');
    expect(assistantName('some-tool')).toBe('some-tool');
    expect(assistantName('constructor')).toBe('constructor');
  });
});
