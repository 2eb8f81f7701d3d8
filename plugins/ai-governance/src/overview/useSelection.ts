import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  entityAttestPermission,
  type ScorecardListItem,
} from '@plumbline/backstage-plugin-ai-governance-common';
import { useResource } from '../hooks/useResource';

/** Most entities of one bulk attestation. @internal */
export const MOST_SELECTED = 200;

/** Choosing rows of the list to attest for. @internal */
export interface Selection {
  active: boolean;
  selected: ReadonlySet<string>;
  /** Whether the reader may attest for an entity. */
  selectable: (entityRef: string) => boolean;
  toggle: (entityRef: string) => void;
  start: () => void;
  stop: () => void;
}

/** Asks only while choosing what the reader may attest. @internal */
export function useSelection(
  items: ScorecardListItem[] | undefined,
): Selection {
  const api = useApi(permissionApiRef);
  const [active, setActive] = useState(false);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { value } = useResource(
    async () => {
      const refs = active
        ? (items ?? [])
            .filter(item => !item.notAssessable)
            .map(item => item.entityRef)
        : [];
      const decisions = await Promise.all(
        refs.map(resourceRef =>
          api.authorize({ permission: entityAttestPermission, resourceRef }),
        ),
      );
      return new Set(
        refs.filter(
          (_, position) => decisions[position].result === AuthorizeResult.ALLOW,
        ),
      );
    },
    [api, active, items],
    { keep: true },
  );
  return {
    active,
    selected,
    selectable: entityRef =>
      (value?.has(entityRef) ?? false) &&
      (selected.has(entityRef) || selected.size < MOST_SELECTED),
    toggle: entityRef =>
      setSelected(before => {
        const after = new Set(before);
        if (!after.delete(entityRef)) {
          after.add(entityRef);
        }
        return after;
      }),
    start: () => setActive(true),
    stop: () => {
      setActive(false);
      setSelected(new Set());
    },
  };
}
