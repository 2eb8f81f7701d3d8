import { isSafeAddress } from './SafeLink';

it.each(['https://ci.example.com/run/1', 'http://ci.local', '/catalog/x'])(
  'follows %s',
  address => expect(isSafeAddress(address)).toBe(true),
);

it.each([
  // eslint-disable-next-line no-script-url
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,x',
  '//evil.example.com',
  '/\\evil.example.com',
  'vbscript:x',
  'relative/path',
  '',
])('does not follow "%s"', address =>
  expect(isSafeAddress(address)).toBe(false),
);
