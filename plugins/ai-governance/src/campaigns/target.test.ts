import { NO_FILTER } from '../overview/listState';
import { targetFilter, targetState } from './target';

it.each([
  [[]],
  [['ownerNested=group:default/engineering']],
  [['owner=group:default/engineering']],
  [['owner=user:default/ada']],
  [['system=system:default/shop,domain=domain:default/retail']],
  [['name=api,type=service,lifecycle=production,tier=3']],
  [['tier=2,classification=restricted']],
])('chooses what %j says, and says it again', filter => {
  const state = targetState(filter);
  expect(state).toBeDefined();
  expect(targetFilter(state!)).toEqual(filter);
});

it.each([
  ['alternatives', ['tier=2', 'tier=3']],
  ['several values', ['tier=2,tier=3']],
  ['what changes with judgements', ['level=2']],
  ['statuses', ['control.SEC-001=gap']],
  ['what is no condition', ['anything']],
  ['what nobody can choose', ['tier=9']],
])('leaves %s to be written', (_, filter) => {
  expect(targetState(filter)).toBeUndefined();
});

it('chooses nothing for everything', () => {
  expect(targetState([])).toEqual(NO_FILTER);
  expect(targetFilter(NO_FILTER)).toEqual([]);
});
