import type {
  Effort,
  PlanningAim,
  PlanningPrice,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { useFilterState } from '../overview/useFilterState';

/** @internal */
export const AIMS: PlanningAim[] = ['official', 'own', 'organization'];

/** @internal */
export const PRICES: PlanningPrice[] = ['effort', 'closings'];

/** Most entities a plan can be made for by name. @internal */
export const MOST_REFS = 100;

const DEFAULT_BUDGET = 40;
const MOST_BUDGET = 10_000;

/** @internal */
export function isBudget(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= MOST_BUDGET;
}

const listOf = (text: string | null) =>
  (text ?? '').split(',').filter(each => each !== '');

/**
 * Budget, aim, price, efforts, chosen entities and what is tried out, kept in
 * the address beside the filter. @internal
 */
export function useOptions() {
  const { filter, changeFilter, view, changeView } = useFilterState();
  const budgetText = view.get('budget') ?? '';
  const efforts = new Map(
    listOf(view.get('effort'))
      .map(pair => pair.split('='))
      .filter(pair => pair.length === 2) as [string, Effort][],
  );
  const write = (next: Map<string, Effort>) =>
    changeView({
      effort: [...next].map(pair => pair.join('=')).join(',') || undefined,
    });
  const aim = AIMS.find(each => each === view.get('aim')) ?? 'official';
  const price = PRICES.find(each => each === view.get('price')) ?? 'effort';
  const only = (value: string | undefined, usual: string) =>
    value === usual ? undefined : value;
  return {
    filter,
    changeFilter,
    budget: isBudget(budgetText) ? Number(budgetText) : DEFAULT_BUDGET,
    aim,
    price,
    efforts,
    refs: listOf(view.get('refs')).slice(0, MOST_REFS),
    ticked: listOf(view.get('try')),
    setBudget: (budget: string) => changeView({ budget }),
    setAim: (next: string | undefined) =>
      changeView({ aim: only(next, 'official') }),
    setPrice: (next: string | undefined) =>
      changeView({ price: only(next, 'effort') }),
    setEffort: (key: string, effort: Effort) =>
      write(new Map([...efforts, [key, effort]])),
    resetEfforts: () => write(new Map()),
    resetRefs: () => changeView({ refs: undefined }),
    setTicked: (keys: Iterable<string>) =>
      changeView({ try: [...keys].join(',') || undefined }),
  };
}
